/** What is asked of a context here. */
type Asked = Pick<WebGL2RenderingContext, 'getProgramParameter' | 'isContextLost'>;

/** KHR_parallel_shader_compile */
interface ParallelCompile {
  readonly COMPLETION_STATUS_KHR: number;
}

/** Milliseconds between two questions: shaders take tens of them. */
const PAUSE_MS = 4;

/**
 * Resolves once the driver has compiled and linked `programs` beside this thread, which is free meanwhile. At once where
 * it can't tell (no `parallel`): the next question about a program then waits for it.
 */
export async function whenCompiled(
  gl: Asked,
  parallel: ParallelCompile | null,
  programs: readonly WebGLProgram[],
): Promise<void> {
  if (!parallel) return;
  const isDone = (program: WebGLProgram) => gl.getProgramParameter(program, parallel.COMPLETION_STATUS_KHR);
  // A lost context says of nothing that it is done in some browsers.
  while (!gl.isContextLost() && !programs.every(isDone)) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

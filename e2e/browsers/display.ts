import { onPath, type Program, startProgram } from './programs.ts';

export const findDisplay = (): string | undefined => onPath('Xvfb');

/** An X display without a screen, as large as the windows on it; `name` is what DISPLAY should say. */
export async function startDisplay(xvfb: string): Promise<Pick<Program, 'end'> & { readonly name: string }> {
  const display = startProgram(xvfb, ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp']);
  const [, number] = await display.says(/^(\d+)\n/m);
  return { name: `:${number}`, end: display.end };
}

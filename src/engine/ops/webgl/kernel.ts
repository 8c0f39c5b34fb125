import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/base';
import { engine, env, type KernelConfig, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Matrix } from '../ops.ts';
import { layoutUniform, sheetProgram, type Uniforms } from './glsl.ts';
import { layOut, type SheetLayout } from './sheet.ts';

/** As much of a matrix as its layout follows from. */
export type Size = Pick<Matrix, 'rows' | 'cols' | 'rowsPerLine'>;

/** Lays a matrix out on this GPU. */
export const sheetOf = ({ rows, cols, rowsPerLine }: Size): SheetLayout =>
  layOut(rows, cols, maxTextureSize(), rowsPerLine);

/** What a kernel is made of. */
interface SheetKernel<Input extends string> {
  /** Under this name `tf.profile` lists it. */
  readonly name: string;
  /** Samplers of `code`; sampler `x` comes with a uniform `ivec2 xSheet`, its (rowTexels, rowsPerLine). */
  readonly inputs: readonly Input[];
  readonly uniforms: Uniforms;
  readonly code: string;
}

/** Runs a kernel: inputs, the size of the output, and the uniforms' values in their order. */
export type RunKernel<Input extends string> = (
  inputs: Readonly<Record<Input, Matrix>>,
  out: Size,
  values: readonly (readonly number[])[],
) => Matrix;

/**
 * Registers a program over sheets as a TensorFlow.js kernel, so that `tf.memory`, `tidy` and `tf.profile` see it, and
 * returns the function that runs it.
 */
export function defineKernel<Input extends string>(kernel: SheetKernel<Input>): RunKernel<Input> {
  const sheetUniforms = kernel.inputs.map((name) => ({ name: `${name}Sheet`, type: 'ivec2' as const }));
  const program = sheetProgram(kernel.inputs, [...sheetUniforms, ...kernel.uniforms], kernel.code);
  const config: KernelConfig = {
    kernelName: kernel.name,
    backendName: 'webgl',
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { sizes, out, values } = attrs as unknown as { sizes: Size[]; out: Size; values: number[][] };
      const sheets = [out, ...sizes].map(sheetOf);
      const [outSheet] = sheets;
      if (!outSheet) throw new Error(`The kernel ${kernel.name} has no output.`);
      return (backend as MathBackendWebGL).compileAndRun(
        program(outSheet),
        kernel.inputs.map((name) => inputs[name] as TensorInfo),
        'float32',
        [...sheets.map(layoutUniform), ...values],
      );
    },
  };
  registerKernel(config);
  return (inputs, out, values) => {
    const tensors = Object.fromEntries(kernel.inputs.map((name) => [name, inputs[name].tensor]));
    const sizes = kernel.inputs.map((name): Size => {
      const { rows, cols, rowsPerLine } = inputs[name];
      return { rows, cols, rowsPerLine };
    });
    const attrs = { sizes, out, values };
    const tensor = engine().runKernel(kernel.name, tensors, attrs as never);
    return { ...out, tensor } as Matrix;
  };
}

/** Texels along a texture's side that this GPU allows. */
export const maxTextureSize = (): number => env().getNumber('WEBGL_MAX_TEXTURE_SIZE');

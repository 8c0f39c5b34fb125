import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_math';
import type { SheetLayout } from './sheet.ts';
import { tensorShape } from './sheet.ts';

/** Functions that every program has. `sheet` is (rowTexels, rowsPerLine) of a sheet. */
const SHEET_FUNCTIONS = `
  // The first texel of a row.
  ivec2 rowStart(int row, ivec2 sheet) {
    int line = row / sheet.y;
    return ivec2((row - line * sheet.y) * sheet.x, line);
  }

  // (row, first column) of the four values that this fragment writes.
  ivec2 outputCell() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    int slot = at.x / outLayout.x;
    return ivec2(at.y * outLayout.y + slot, 4 * (at.x - slot * outLayout.x));
  }
`;

/** The type and name of each uniform, in the order of the values; `outLayout` is always the first value. */
export type Uniforms = readonly { readonly name: string; readonly type: 'int' | 'ivec2' | 'float' }[];

/**
 * A program over sheets. Sizes come as uniforms and `code` is constant, so TensorFlow.js compiles it once.
 *
 * @param inputs names of the samplers
 * @param code GLSL with `main`, which calls `setOutput(vec4)`
 */
export function sheetProgram(
  inputs: readonly string[],
  uniforms: Uniforms,
  code: string,
): (out: SheetLayout) => GPGPUProgram {
  const userCode = SHEET_FUNCTIONS + code;
  const customUniforms = [{ name: 'outLayout', type: 'ivec2' as const }, ...uniforms];
  return (out) => ({
    variableNames: [...inputs],
    outputShape: tensorShape(out),
    userCode,
    customUniforms,
    enableShapeUniforms: true,
    packedInputs: true,
    packedOutput: true,
  });
}

/** A sheet's layout as the value of an `ivec2` uniform. */
export const layoutUniform = ({ rowTexels, rowsPerLine }: SheetLayout): number[] => [rowTexels, rowsPerLine];

const SOFTWARE_GPU = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL's renderer is a CPU that plays the GPU's part: slow but right. */
export function isSoftwareGpu(renderer: string): boolean {
  return SOFTWARE_GPU.test(renderer);
}

/** Where the build has TensorFlow.js's WebAssembly files, as the app's own build has them. */
export const WASM_PATH = new URL('./wasm/', document.baseURI).href;

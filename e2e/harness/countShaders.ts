let compiled = 0;
const { compileShader } = WebGL2RenderingContext.prototype;
WebGL2RenderingContext.prototype.compileShader = function (shader) {
  compiled++;
  compileShader.call(this, shader);
};

const channel = new BroadcastChannel('shaders compiled');
channel.onmessage = () => channel.postMessage(compiled);

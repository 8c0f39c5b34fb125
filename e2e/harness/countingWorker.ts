// First: modules run in the order of their imports.
import './countShaders.ts';
import '../../src/engine/worker.ts';

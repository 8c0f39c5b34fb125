import { expose } from 'comlink';
import { calculator } from './calculator.ts';

expose(calculator);

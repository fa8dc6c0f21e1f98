// `npm start`: the whole suite on this machine, in demo mode, until Ctrl-C.
import { runDemoSuite } from './run-demo-suite.ts';

await runDemoSuite();

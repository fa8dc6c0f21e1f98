import { defineApp } from '../../rspack.config.base.ts';

export default defineApp(import.meta.dirname);

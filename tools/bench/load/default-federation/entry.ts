// The asynchronous border that Module Federation's guide asks for: shared modules are agreed on behind it.
import('./main.ts');

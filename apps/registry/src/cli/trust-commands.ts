import type { CommandKit } from './command-kit.ts';
import { addKeyCommands } from './key-commands.ts';
import { addLinkCommand } from './link-command.ts';
import { addTokenCommands } from './token-commands.ts';

/** Who may do what: tokens, signing keys and links. */
export const addTrustCommands = (kit: CommandKit): void => {
	addTokenCommands(kit);
	addKeyCommands(kit);
	addLinkCommand(kit);
};

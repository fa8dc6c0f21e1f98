import type { CompiledMessage } from 'icu-minify/format';
import type { CompiledMessages } from '../catalogue/define-messages.ts';
import type { PseudoLanguage } from './languages.ts';

const plain = 'AEIOUYaeiouycCnNsSzZ';
const accented = 'ÀÉÎÖÛÝàéîöûýçÇñÑšŠžŽ';
const accents = new Map([...plain].map((letter, index) => [letter, [...accented][index] ?? letter]));

/** Right-to-left override and its end: Latin letters that run the other way. */
const [overrideStart, overrideEnd] = ['\u202e', '\u202c'];

const changeText = (text: string, language: PseudoLanguage): string => {
	if (text.trim() === '') return text;
	if (language === 'ar-XB') return `${overrideStart}${text}${overrideEnd}`;
	const letters = [...text].map((letter) => accents.get(letter) ?? letter).join('');
	// German and Finnish are about a third longer than English; short texts grow most.
	return `${letters}${'~'.repeat(Math.ceil(text.trim().length / 3))}`;
};

/** A node of a compiled message: a text, or an argument with its kind and branches. */
const changeNode = (node: unknown, language: PseudoLanguage): unknown => {
	if (typeof node === 'string') return changeText(node, language);
	if (!Array.isArray(node)) return node;
	const [name, kind, ...rest] = node as [unknown, unknown, ...unknown[]];
	// 1, 2, 3: select, plural, ordinal, each with an object of branches. 4 to 6: number, date, time, with a style.
	if (typeof kind === 'number' && kind >= 4) return node;
	if (typeof kind === 'number' && kind >= 1) {
		const branches = rest[0] as Record<string, unknown>;
		return [
			name,
			kind,
			Object.fromEntries(Object.entries(branches).map(([key, branch]) => [key, changeBranch(branch, language)])),
		];
	}
	if (node.length === 1) return node;
	return [name, ...[kind, ...rest].map((child) => changeNode(child, language))];
};

const changeBranch = (branch: unknown, language: PseudoLanguage): unknown =>
	Array.isArray(branch) ? branch.map((node) => changeNode(node, language)) : changeNode(branch, language);

/** English texts made strange in their literal parts; arguments stay what they are. */
export const pseudoMessages = (
	messages: CompiledMessages<string>,
	language: PseudoLanguage,
): CompiledMessages<string> =>
	Object.fromEntries(
		Object.entries(messages).map(([key, message]) => [key, changeBranch(message, language) as CompiledMessage]),
	);

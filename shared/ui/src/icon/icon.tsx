import {
	ArrowDown,
	ArrowLeft,
	ArrowUp,
	Bell,
	Check,
	ChevronDown,
	ChevronLeft,
	ChevronRight,
	ChevronsUpDown,
	CircleAlert,
	CircleCheck,
	Clock,
	Copy,
	Download,
	Ellipsis,
	ExternalLink,
	File,
	Files,
	FileText,
	Image,
	Info,
	Keyboard,
	Languages,
	LayoutDashboard,
	Lock,
	LogIn,
	LogOut,
	type LucideIcon,
	Menu,
	Monitor,
	Moon,
	PanelLeft,
	Pencil,
	Plus,
	RefreshCw,
	Search,
	Settings,
	Shield,
	Sun,
	Trash2,
	TriangleAlert,
	Upload,
	User,
	Users,
	Wifi,
	WifiOff,
	X,
} from 'lucide-react';

const icons = {
	alert: TriangleAlert,
	'arrow-left': ArrowLeft,
	bell: Bell,
	check: Check,
	'chevron-down': ChevronDown,
	'chevron-left': ChevronLeft,
	'chevron-right': ChevronRight,
	clock: Clock,
	close: X,
	copy: Copy,
	dashboard: LayoutDashboard,
	download: Download,
	edit: Pencil,
	error: CircleAlert,
	external: ExternalLink,
	file: File,
	'file-text': FileText,
	files: Files,
	image: Image,
	info: Info,
	keyboard: Keyboard,
	language: Languages,
	lock: Lock,
	'log-in': LogIn,
	'log-out': LogOut,
	menu: Menu,
	monitor: Monitor,
	moon: Moon,
	more: Ellipsis,
	plus: Plus,
	refresh: RefreshCw,
	search: Search,
	settings: Settings,
	shield: Shield,
	sidebar: PanelLeft,
	sort: ChevronsUpDown,
	'sort-asc': ArrowUp,
	'sort-desc': ArrowDown,
	success: CircleCheck,
	sun: Sun,
	trash: Trash2,
	upload: Upload,
	user: User,
	users: Users,
	wifi: Wifi,
	'wifi-off': WifiOff,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof icons;

/** Every name, in alphabetical order. */
export const iconNames = Object.keys(icons) as IconName[];

/** Whether a text from outside, such as a manifest's `icon`, is in the set. */
export const isIconName = (name: string): name is IconName => Object.hasOwn(icons, name);

/** These point along the line of text, so they turn round where it runs from right to left. */
const directional = new Set<string>([
	'arrow-left',
	'chevron-left',
	'chevron-right',
	'log-in',
	'log-out',
	'external',
	'sidebar',
]);

export interface IconProps {
	/** A name of the set; an unknown one, from a newer manifest say, draws a plain file. */
	name: IconName | (string & Record<never, never>);
	/** Pixels. Default 16. */
	size?: number | undefined;
	/** Says what the icon means where no text does. Without it the icon is decoration. */
	label?: string | undefined;
	className?: string | undefined;
}

export function Icon({ name, size = 16, label, className }: IconProps) {
	const Glyph: LucideIcon = isIconName(name) ? icons[name] : icons.file;
	const turns = directional.has(name) ? 'mantine-rotate-rtl' : '';
	return (
		<Glyph
			size={size}
			strokeWidth={1.75}
			className={`${turns} ${className ?? ''}`.trim()}
			{...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
			focusable="false"
		/>
	);
}

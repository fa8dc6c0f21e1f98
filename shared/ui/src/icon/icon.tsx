import {
	Archive,
	ArrowDown,
	ArrowLeft,
	ArrowRight,
	ArrowUp,
	Bell,
	BellOff,
	Check,
	ChevronDown,
	ChevronLeft,
	ChevronRight,
	ChevronsUpDown,
	ChevronUp,
	CircleAlert,
	CircleCheck,
	Clock,
	Columns3,
	Contrast,
	Copy,
	Download,
	Ellipsis,
	ExternalLink,
	Eye,
	EyeOff,
	File,
	Files,
	FileText,
	Film,
	Folder,
	Globe,
	History,
	Image,
	Info,
	Keyboard,
	Languages,
	LayoutDashboard,
	LayoutGrid,
	List,
	ListFilter,
	Lock,
	LogIn,
	LogOut,
	type LucideIcon,
	Mail,
	Menu,
	Minus,
	Monitor,
	Moon,
	Music,
	PanelLeft,
	Pause,
	Pencil,
	Play,
	Plus,
	RefreshCw,
	Search,
	Settings,
	Shield,
	Smartphone,
	Sun,
	Trash2,
	TriangleAlert,
	Undo2,
	Upload,
	User,
	Users,
	Video,
	Wifi,
	WifiOff,
	X,
	ZoomIn,
	ZoomOut,
} from 'lucide-react';

const icons = {
	alert: TriangleAlert,
	archive: Archive,
	'arrow-left': ArrowLeft,
	'arrow-right': ArrowRight,
	bell: Bell,
	'bell-off': BellOff,
	check: Check,
	'chevron-down': ChevronDown,
	'chevron-left': ChevronLeft,
	'chevron-right': ChevronRight,
	'chevron-up': ChevronUp,
	clock: Clock,
	close: X,
	columns: Columns3,
	contrast: Contrast,
	copy: Copy,
	dashboard: LayoutDashboard,
	download: Download,
	edit: Pencil,
	error: CircleAlert,
	external: ExternalLink,
	eye: Eye,
	'eye-off': EyeOff,
	file: File,
	'file-text': FileText,
	files: Files,
	filter: ListFilter,
	folder: Folder,
	globe: Globe,
	grid: LayoutGrid,
	history: History,
	image: Image,
	info: Info,
	keyboard: Keyboard,
	list: List,
	language: Languages,
	lock: Lock,
	film: Film,
	'log-in': LogIn,
	'log-out': LogOut,
	mail: Mail,
	menu: Menu,
	minus: Minus,
	monitor: Monitor,
	moon: Moon,
	more: Ellipsis,
	music: Music,
	pause: Pause,
	play: Play,
	plus: Plus,
	refresh: RefreshCw,
	search: Search,
	settings: Settings,
	shield: Shield,
	smartphone: Smartphone,
	sidebar: PanelLeft,
	sort: ChevronsUpDown,
	'sort-asc': ArrowUp,
	'sort-desc': ArrowDown,
	success: CircleCheck,
	sun: Sun,
	trash: Trash2,
	undo: Undo2,
	upload: Upload,
	user: User,
	users: Users,
	video: Video,
	wifi: Wifi,
	'wifi-off': WifiOff,
	'zoom-in': ZoomIn,
	'zoom-out': ZoomOut,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof icons;

/** Every name, in alphabetical order. */
export const iconNames = Object.keys(icons) as IconName[];

/** Whether a text from outside, such as a manifest's `icon`, is in the set. */
export const isIconName = (name: string): name is IconName => Object.hasOwn(icons, name);

/** These point along the line of text, so they turn round where it runs from right to left. */
const directional = new Set<string>([
	'arrow-left',
	'arrow-right',
	'undo',
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

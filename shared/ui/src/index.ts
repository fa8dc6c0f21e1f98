/// <reference path="./css.d.ts" />
import './theme/layers.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/mantine-base.css';
import './theme/base.css';

export {
	ActionIcon,
	type ActionIconProps,
	Alert,
	type AlertProps,
	Anchor,
	type AnchorProps,
	Avatar,
	type AvatarProps,
	Badge,
	type BadgeProps,
	Box,
	type BoxProps,
	type ButtonProps,
	Card,
	type CardProps,
	CloseButton,
	type CloseButtonProps,
	Code,
	Container,
	Divider,
	Flex,
	Group,
	type GroupProps,
	Kbd,
	Loader,
	Paper,
	type PaperProps,
	SimpleGrid,
	Skeleton,
	Stack,
	type StackProps,
	Text,
	type TextProps,
	Title,
	type TitleProps,
	UnstyledButton,
	VisuallyHidden,
} from '@mantine/core';
export { Button } from './action/button.tsx';
export { CopyButton, type CopyButtonProps } from './action/copy-button.tsx';
export { Shortcut, type ShortcutProps } from './action/shortcut.tsx';
export { AppShell, type AppShellProps } from './app-shell/app-shell.tsx';
export { NavLink, type NavLinkProps } from './app-shell/nav-link.tsx';
export { BrandMark, type BrandMarkProps } from './brand/brand-mark.tsx';
export { EmptyState, type EmptyStateProps } from './feedback/empty-state.tsx';
export { ErrorCard, type ErrorCardProps } from './feedback/error-card.tsx';
export { type GaugeTone, Meter, type MeterProps } from './feedback/meter.tsx';
export { NoPermission, type NoPermissionProps } from './feedback/no-permission.tsx';
export { Progress, type ProgressProps } from './feedback/progress.tsx';
export { StatusBanner, type StatusBannerProps } from './feedback/status-banner.tsx';
export { StatusDot, type StatusDotProps, type StatusTone } from './feedback/status-dot.tsx';
export { SupportDetails, type SupportDetailsProps } from './feedback/support-details.tsx';
export { type ToastItem, Toasts, type ToastsProps, type ToastTone } from './feedback/toasts.tsx';
export { useSlicedArrival } from './feedback/use-sliced-arrival.ts';
export { WaitingLine, type WaitingLineProps } from './feedback/waiting-line.tsx';
export { Icon, type IconName, type IconProps, iconNames, isIconName } from './icon/icon.tsx';
export { ConfirmDialog, type ConfirmDialogProps } from './overlay/confirm-dialog.tsx';
export { Menu, type MenuProps } from './overlay/menu.tsx';
export type { MenuItemProps } from './overlay/menu-item.tsx';
export { Drawer, type DrawerProps, Modal, type ModalProps } from './overlay/modal.tsx';
export { Popover, type PopoverProps } from './overlay/popover.tsx';
export { Tooltip, type TooltipProps } from './overlay/tooltip.tsx';
export { Breadcrumbs, type BreadcrumbsProps } from './page/breadcrumbs.tsx';
export { List, type ListProps } from './page/list.tsx';
export { PageHeader, type PageHeaderProps } from './page/page-header.tsx';
export { RelativeTime, type RelativeTimeProps } from './page/relative-time.tsx';
export { StatCard, type StatCardProps } from './page/stat-card.tsx';
export { PersonAvatar, type PersonAvatarProps } from './person/person-avatar.tsx';
export type { ColorScheme, Contrast, ResolvedColorScheme } from './provider/color-scheme.ts';
export { colorSchemeKey, colorSchemeScript, contrastKey } from './provider/color-scheme-script.ts';
export {
	type ColorSchemeControl,
	UiProvider,
	type UiProviderProps,
	useColorScheme,
} from './provider/ui-provider.tsx';
export type { FlotillaColor } from './theme/theme.ts';
export { uiMessages } from './ui.messages.ts';

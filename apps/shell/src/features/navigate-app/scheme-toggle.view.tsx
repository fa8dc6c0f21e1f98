import { ActionIcon, Icon, useColorScheme } from '@flotilla/ui';

export const SchemeToggle = () => {
	const { resolved, toggleColorScheme } = useColorScheme();
	return (
		<ActionIcon
			variant="subtle"
			color="gray"
			aria-label={resolved === 'dark' ? 'Use light colours' : 'Use dark colours'}
			onClick={toggleColorScheme}
		>
			<Icon name={resolved === 'dark' ? 'sun' : 'moon'} size={16} />
		</ActionIcon>
	);
};

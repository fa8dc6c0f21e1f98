import { type PushState, usePush } from '@flotilla/platform';
import { useNotifications } from '@flotilla/session';
import { Icon, Menu } from '@flotilla/ui';

const labels: Record<Exclude<PushState, 'unsupported'>, string> = {
	off: 'Turn on push messages',
	on: 'Turn off push messages',
	changing: 'Push messages',
	blocked: 'Push messages are blocked by the browser',
};

/** Whether this device is told what happens while no page is open. */
export const PushItem = () => {
	const { state, turnOn, turnOff } = usePush();
	const notifications = useNotifications();
	if (state === 'unsupported') return null;

	const change = async () => {
		try {
			await (state === 'on' ? turnOff() : turnOn());
		} catch (error) {
			notifications.add({
				key: 'push',
				kind: 'warning',
				title: 'Push messages are not on',
				message: error instanceof Error ? error.message : String(error),
			});
		}
	};
	return (
		<Menu.Item
			leftSection={<Icon name="bell" />}
			disabled={state === 'changing' || state === 'blocked'}
			onClick={() => void change()}
		>
			{labels[state]}
		</Menu.Item>
	);
};

import { NotificationToasts } from '../features/show-notifications/notification-toasts.view.tsx';
import { TellRefusals } from '../features/show-notifications/tell-refusals.view.tsx';
import { ShellRoutes } from './shell-routes.tsx';
import { ShellServices } from './shell-services.tsx';

/** Everything of the shell below the providers of the platform and the router. */
export const ShellPage = () => (
	<ShellServices>
		<ShellRoutes />
		<NotificationToasts />
		<TellRefusals />
	</ShellServices>
);

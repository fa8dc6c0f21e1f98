import { Button, EmptyState } from '@flotilla/ui';
import { Link, useLocation } from 'react-router';

export const NotFound = () => {
	const { pathname } = useLocation();
	return (
		<>
			<title>Not found · Flotilla</title>
			<EmptyState
				isPage
				title="There is no such page"
				description={`Nothing answers to ${pathname}. It may have moved, or the address has a typing error.`}
				action={
					<Button component={Link} to="/">
						Go to the dashboard
					</Button>
				}
			/>
		</>
	);
};

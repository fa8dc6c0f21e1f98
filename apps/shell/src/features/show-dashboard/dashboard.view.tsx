import { Slot } from '@flotilla/federation';
import { useSessionState } from '@flotilla/session';
import { PageHeader, SimpleGrid } from '@flotilla/ui';

export const Dashboard = () => {
	const firstName = useSessionState(({ user }) => user?.firstName ?? '');
	return (
		<>
			<title>Dashboard · Flotilla</title>
			<PageHeader title={`Hello, ${firstName}`} description="What happened lately, from every part of the suite." />
			<SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
				<Slot name="shell:dashboard" />
			</SimpleGrid>
		</>
	);
};

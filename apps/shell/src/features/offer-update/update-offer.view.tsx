import { useUpdateReady } from '@flotilla/platform';
import { Button } from '@flotilla/ui';

interface Props {
	/** Default: loads the page again, which brings the other composition. */
	onTake?: () => void;
}

/** Another version is here. It is the person who chooses the moment: nothing that is being written is lost. */
export const UpdateOffer = ({ onTake = () => window.location.reload() }: Props) =>
	useUpdateReady() === null ? null : (
		<Button size="xs" variant="light" aria-label="Update to the new version" onClick={onTake}>
			Update
		</Button>
	);

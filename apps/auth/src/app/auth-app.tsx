import { useSessionState } from '@flotilla/session';
import { Loader } from '@flotilla/ui';
import { Navigate, Route, Routes, useSearchParams } from 'react-router';
import { RegisterAccount } from '../features/register-account/register-account.view.tsx';
import { SignIn } from '../features/sign-in/sign-in.view.tsx';
import { AuthCard } from './auth-card.tsx';
import { readReturnPath, withReturnPath } from './return-path.ts';

const signInPath = '/auth/sign-in';
const registerPath = '/auth/register';

/** One rule sends people on: whoever is signed in, just now or since long, goes to the page they wanted. */
export const AuthApp = () => {
	const status = useSessionState((state) => state.status);
	const [search] = useSearchParams();
	const returnPath = readReturnPath(search);

	if (status === 'signed-in') return <Navigate to={returnPath} replace />;
	return (
		<AuthCard>
			{status === 'restoring' ? (
				<Loader role="status" aria-label="Looking for your session" mx="auto" />
			) : (
				<Routes>
					<Route path="sign-in" element={<SignIn registerPath={withReturnPath(registerPath, returnPath)} />} />
					<Route path="register" element={<RegisterAccount signInPath={withReturnPath(signInPath, returnPath)} />} />
					<Route path="*" element={<Navigate to={withReturnPath(signInPath, returnPath)} replace />} />
				</Routes>
			)}
		</AuthCard>
	);
};

import { useSession, useSessionState } from '@flotilla/session';
import { Loader } from '@flotilla/ui';
import { Navigate, Route, Routes, useNavigate, useSearchParams } from 'react-router';
import type { AccountPort } from '../account/account-port.ts';
import { ForgotPassword } from '../features/forgot-password/forgot-password.view.tsx';
import { RegisterAccount } from '../features/register-account/register-account.view.tsx';
import { ResetPassword } from '../features/reset-password/reset-password.view.tsx';
import { SignIn } from '../features/sign-in/sign-in.view.tsx';
import { VerifyEmail } from '../features/verify-email/verify-email.view.tsx';
import { AuthCard } from './auth-card.tsx';
import { readReturnPath, withReturnPath } from './return-path.ts';

const signInPath = '/auth/sign-in';
const registerPath = '/auth/register';
const forgotPasswordPath = '/auth/forgot-password';
const passwordPath = (token: string) => `/auth/reset-password?${new URLSearchParams({ token })}`;
/** In the address and not in memory: all sessions end with the old password, and the remote's life with its own. */
const passwordChangedPath = `${signInPath}?password=changed`;

interface Props {
	account: AccountPort;
}

/** Links of mails work for everybody, the rest is for who is not signed in. */
export const AuthApp = ({ account }: Props) => {
	const [search] = useSearchParams();
	const token = search.get('token');
	const session = useSession();
	const navigate = useNavigate();

	const leaveWithNewPassword = async () => {
		// The server has ended this session as well; the page has to know before it goes on.
		if (session.store.getState().status === 'signed-in') await session.signOut();
		await navigate(passwordChangedPath, { replace: true });
	};

	return (
		<AuthCard>
			<Routes>
				<Route
					path="verify-email"
					element={<VerifyEmail {...{ account, token, signInPath, registerPath, passwordPath }} />}
				/>
				<Route
					path="reset-password"
					element={<ResetPassword {...{ account, token, forgotPasswordPath }} onDone={leaveWithNewPassword} />}
				/>
				<Route path="*" element={<SignedOutPages account={account} />} />
			</Routes>
		</AuthCard>
	);
};

/** One rule sends people on: whoever is signed in, just now or since long, goes to the page they wanted. */
const SignedOutPages = ({ account }: Props) => {
	const status = useSessionState((state) => state.status);
	const [search] = useSearchParams();
	const returnPath = readReturnPath(search);
	const paths = {
		signInPath: withReturnPath(signInPath, returnPath),
		registerPath: withReturnPath(registerPath, returnPath),
		forgotPasswordPath: withReturnPath(forgotPasswordPath, returnPath),
	};

	if (status === 'signed-in') return <Navigate to={returnPath} replace />;
	if (status === 'restoring') return <Loader role="status" aria-label="Looking for your session" mx="auto" />;
	return (
		<Routes>
			<Route
				path="sign-in"
				element={<SignIn account={account} {...paths} passwordChanged={search.get('password') === 'changed'} />}
			/>
			<Route path="register" element={<RegisterAccount account={account} {...paths} />} />
			<Route path="forgot-password" element={<ForgotPassword account={account} {...paths} />} />
			<Route path="*" element={<Navigate to={paths.signInPath} replace />} />
		</Routes>
	);
};

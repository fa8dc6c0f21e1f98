import { useSession, useSessionState } from '@flotilla/session';
import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { AccountPort } from '../account/account-port.ts';
import { readSentMail, type SentMail } from '../account/sent-mail.ts';
import { CheckMail } from '../features/check-mail/check-mail.view.tsx';
import { ForgotPassword } from '../features/forgot-password/forgot-password.view.tsx';
import { RegisterAccount } from '../features/register-account/register-account.view.tsx';
import { ResetPassword } from '../features/reset-password/reset-password.view.tsx';
import { SignIn } from '../features/sign-in/sign-in.view.tsx';
import { VerifyEmail } from '../features/verify-email/verify-email.view.tsx';
import { pauseBetweenMails } from '../page/resend-mail.tsx';
import { createKeptWait } from '../waiting/kept-wait.ts';
import { AuthLayout } from './auth-layout.tsx';
import { Restoring } from './restoring.tsx';
import { readReturnPath, withReturnPath } from './return-path.ts';

const signInPath = '/auth/sign-in';
const registerPath = '/auth/register';
const forgotPasswordPath = '/auth/forgot-password';
const checkMailPath = '/auth/check-mail';
const termsPath = '/auth/terms';
const passwordPath = (token: string) => `/auth/reset-password?${new URLSearchParams({ token })}`;
/** In the address and not in memory: all sessions end with the old password, and the remote's life with its own. */
const passwordChangedPath = `${signInPath}?password=changed`;

// Few people read them, and nobody at first.
const loadTerms = () => import('../features/show-terms/show-terms.view.tsx');
const TermsPage = lazy(async () => ({ default: (await loadTerms()).TermsPage }));
const TermsDialog = lazy(async () => ({ default: (await loadTerms()).TermsDialog }));

interface Props {
	account: AccountPort;
}

/** Links of mails work for everybody, the rest is for who is not signed in. */
export const AuthApp = ({ account }: Props) => {
	const [search] = useSearchParams();
	const token = search.get('token');
	const session = useSession();
	const navigate = useNavigate();
	const onSent = useMailSent();

	const leaveWithNewPassword = async () => {
		// The server has ended this session as well; the page has to know before it goes on.
		if (session.store.getState().status === 'signed-in') await session.signOut();
		await navigate(passwordChangedPath, { replace: true });
	};

	return (
		<AuthLayout termsPath={termsPath}>
			<Routes>
				<Route
					path="verify-email"
					element={<VerifyEmail {...{ account, token, signInPath, registerPath, passwordPath, onSent }} />}
				/>
				<Route
					path="reset-password"
					element={
						<ResetPassword {...{ account, token, forgotPasswordPath, signInPath }} onDone={leaveWithNewPassword} />
					}
				/>
				<Route
					path="terms"
					element={
						<Suspense>
							<TermsPage signInPath={signInPath} />
						</Suspense>
					}
				/>
				<Route path="*" element={<SignedOutPages account={account} />} />
			</Routes>
		</AuthLayout>
	);
};

/** Goes on to the page that waits for the mail. The next one can be asked for after a while. */
const useMailSent = (): ((mail: SentMail) => void) => {
	const navigate = useNavigate();
	const [search] = useSearchParams();
	return (mail) => {
		createKeptWait({ name: 'mail' }).write({ until: Date.now() + pauseBetweenMails * 1000 });
		void navigate(withReturnPath(checkMailPath, readReturnPath(search)), { state: mail });
	};
};

/** One rule sends people on: whoever is signed in, just now or since long, goes to the page they wanted. */
const SignedOutPages = ({ account }: Props) => {
	const status = useSessionState((state) => state.status);
	const [search] = useSearchParams();
	const onSent = useMailSent();
	const mail = readSentMail(useLocation().state);
	const returnPath = readReturnPath(search);
	const paths = {
		signInPath: withReturnPath(signInPath, returnPath),
		registerPath: withReturnPath(registerPath, returnPath),
		forgotPasswordPath: withReturnPath(forgotPasswordPath, returnPath),
	};

	if (status === 'signed-in') return <Navigate to={returnPath} replace />;
	if (status === 'restoring') return <Restoring />;
	return (
		<Routes>
			<Route
				path="sign-in"
				element={<SignIn account={account} {...paths} passwordChanged={search.get('password') === 'changed'} />}
			/>
			<Route
				path="register"
				element={
					<RegisterAccount
						{...{ account, termsPath, onSent }}
						signInPath={paths.signInPath}
						renderTerms={(dialog) => (
							<Suspense>
								<TermsDialog {...dialog} />
							</Suspense>
						)}
					/>
				}
			/>
			<Route
				path="forgot-password"
				element={<ForgotPassword account={account} signInPath={paths.signInPath} onSent={onSent} />}
			/>
			{mail === null ? null : (
				<Route
					path="check-mail"
					element={
						<CheckMail
							key={`${mail.purpose} ${mail.email}`}
							account={account}
							mail={mail}
							signInPath={paths.signInPath}
							formPath={mail.purpose === 'verify' ? paths.registerPath : paths.forgotPasswordPath}
						/>
					}
				/>
			)}
			<Route path="*" element={<Navigate to={paths.signInPath} replace />} />
		</Routes>
	);
};

// What the suite shares of react-router: its declarative part. The whole module is four times
// the size (68 KB against 15 KB compressed), as data routers and server rendering come with it.
// `#react-router` is the package by another name: its own would be this shared module again.
export {
	BrowserRouter,
	createPath,
	createSearchParams,
	generatePath,
	Link,
	MemoryRouter,
	matchPath,
	Navigate,
	NavLink,
	Outlet,
	Route,
	Routes,
	resolvePath,
	useHref,
	useLocation,
	useMatch,
	useNavigate,
	useNavigationType,
	useOutlet,
	useOutletContext,
	useParams,
	useResolvedPath,
	useRoutes,
	useSearchParams,
} from '#react-router';

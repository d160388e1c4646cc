import { index, layout, route, type RouteConfig } from "@react-router/dev/routes"

export default [
  index("routes/home.tsx"),
  layout("routes/entrance.tsx", [
    route("sign-in", "routes/sign-in.tsx"),
    route("sign-in/:token", "routes/sign-in-link.tsx"),
    route("invitations/:token", "routes/invitation.tsx"),
    route("links/:token", "routes/share-link.tsx"),
  ]),
  route("sign-out", "routes/sign-out.ts"),
  route("account", "routes/account.tsx"),
  route("storyboards/:storyboardId", "routes/storyboard.tsx", [
    index("routes/board.tsx"),
    route("script", "routes/script.tsx"),
    route("shot-list", "routes/shot-list.tsx"),
    route("style", "routes/style.tsx"),
    route("review", "routes/review.tsx"),
    route("history", "routes/history.tsx"),
  ]),
  route("storyboards/:storyboardId/members", "routes/members.ts"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig

import type { Role } from "@panelwright/core"
import type { Member } from "@panelwright/server/services"
import { Check, Copy, Link2, Mail, UserRound, X } from "lucide-react"
import { useEffect, useState } from "react"
import { useFetcher } from "react-router"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { TextInput } from "../../ui/field.tsx"
import { IconButton } from "../../ui/icon-button.tsx"
import { Notice } from "../../ui/notice.tsx"
import { Select } from "../../ui/select.tsx"
import { storyboardPath } from "../workspace/paths.ts"
import { useWorkspace } from "../workspace/workspace-context.tsx"
import { linkLifetimes, linkRoles, roleLabels } from "./roles.ts"

type Answer =
  | { readonly kind: "invalid" | "removed" }
  | { readonly kind: "invited"; readonly url: string; readonly email: string }
  | { readonly kind: "linked"; readonly url: string; readonly role: Role }

export function ShareDialog() {
  const { session, setDialog } = useWorkspace()
  const action = `${storyboardPath(session.storyboardId)}/members`
  const list = useFetcher<{ readonly members: readonly Member[] }>()
  const change = useFetcher<Answer>()
  const { load } = list
  useEffect(() => {
    void load(action)
  }, [load, action])
  const [email, setEmail] = useState("")
  const [role, setRole] = useState<Role>("editor")
  const [linkRole, setLinkRole] = useState<Role>("viewer")
  const [days, setDays] = useState<string>("30")
  const answer = change.data
  const submit = (fields: Record<string, string>) =>
    void change.submit(fields, { method: "post", action })
  const members = list.data?.members ?? []

  return (
    <Dialog
      open
      onOpenChange={() => setDialog(null)}
      title="Share"
      description="Invite people by e-mail, or hand out a link that needs no account."
    >
      <div className="flex flex-col gap-5">
        {answer?.kind === "invalid" && (
          <Notice kind="problem">That is no e-mail address. Nobody was invited.</Notice>
        )}
        <form
          className="flex flex-col gap-1.5"
          onSubmit={(event) => {
            event.preventDefault()
            submit({ intent: "invite", email, role })
            setEmail("")
          }}
        >
          <h3 className="text-xs font-medium text-text-2">By e-mail</h3>
          <div className="flex flex-wrap gap-2">
            <TextInput
              type="email"
              aria-label="E-mail of the person to invite"
              placeholder="name@production.com"
              className="min-w-40 flex-1"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              required
            />
            <Select
              label="Role of the person to invite"
              className="w-36 [&_select]:h-8"
              value={role}
              options={linkRoles}
              onChange={setRole}
            />
            <Button type="submit" tone="primary" className="h-8">
              Invite
            </Button>
          </div>
          {answer?.kind === "invited" && (
            <HandOver
              url={answer.url}
              note={`Send this to ${answer.email}. It is shown only now.`}
            />
          )}
        </form>
        <form
          className="flex flex-col gap-1.5"
          onSubmit={(event) => {
            event.preventDefault()
            submit({ intent: "link", role: linkRole, days })
          }}
        >
          <h3 className="text-xs font-medium text-text-2">By link</h3>
          <div className="flex flex-wrap gap-2">
            <Select
              label="Role of who has the link"
              className="min-w-40 flex-1 [&_select]:h-8"
              value={linkRole}
              options={linkRoles}
              onChange={setLinkRole}
            />
            <Select
              label="How long the link is good"
              className="w-36 [&_select]:h-8"
              value={days}
              options={linkLifetimes}
              onChange={setDays}
            />
            <Button type="submit" className="h-8">
              Make a link
            </Button>
          </div>
          {answer?.kind === "linked" && (
            <HandOver
              url={answer.url}
              note={`Whoever has it comes in as ${roleLabels[answer.role].toLowerCase()}. It is shown only now.`}
            />
          )}
        </form>
        <section>
          <h3 className="mb-1 text-xs font-medium text-text-2">Who comes in</h3>
          <ul className="rounded-md border">
            {members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                onRemove={() => submit({ intent: "remove", memberId: member.id })}
              />
            ))}
            {list.data && members.length === 0 && (
              <li className="px-3 py-2 text-text-2">Only you.</li>
            )}
            {!list.data && <li className="px-3 py-2 text-text-3">Loading…</li>}
          </ul>
        </section>
      </div>
    </Dialog>
  )
}

const kindIcons = { person: UserRound, invitation: Mail, link: Link2 }
const date = new Intl.DateTimeFormat("en", { dateStyle: "medium" })

function MemberRow(props: { readonly member: Member; readonly onRemove: () => void }) {
  const { kind, name, email, role, expiresAt } = props.member
  const Icon = kindIcons[kind]
  const details = [
    kind === "invitation" && "invited",
    email !== null && email !== name && email,
    expiresAt !== null && `until ${date.format(expiresAt)}`,
  ].filter(Boolean)
  return (
    <li className="flex min-h-10 items-center gap-3 border-b px-3 py-1 last:border-b-0">
      <Icon aria-hidden size={15} strokeWidth={1.75} className="shrink-0 text-text-2" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        {details.length > 0 && (
          <span className="block truncate text-xs text-text-3">{details.join(" · ")}</span>
        )}
      </span>
      <span className="text-xs text-text-2">{roleLabels[role]}</span>
      {role === "owner" ? (
        <span className="size-7" />
      ) : (
        <IconButton label={`Take ${name} off`} icon={X} onClick={props.onRemove} />
      )}
    </li>
  )
}

function HandOver({ url, note }: { readonly url: string; readonly note: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(url)
    setCopied(true)
  }
  return (
    <div className="rounded-md border bg-surface-2 p-2">
      <div className="flex gap-2">
        <TextInput
          aria-label="The link to hand over"
          readOnly
          value={url}
          onFocus={(event) => event.target.select()}
        />
        <Button className="h-8" onClick={() => void copy()}>
          {copied ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
      <p className="mt-1.5 text-xs text-text-2">{note}</p>
    </div>
  )
}

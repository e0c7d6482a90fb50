/** Who sits at this page: the reader or the admin, and how to change places. */

import { at, avatar, element } from "/page/dom.js";

/** The sandbox's first two people; without ADMINS the second one is the admin. */
export const READER = 1001;
const ADMIN = 1002;
/** More people than this are made for load tests; they are not all offered. */
const OFFERED = 4;

/** "admin" or "reader". */
export function roleOf(user) {
  return user.id === ADMIN ? "admin" : "reader";
}

/** The person after this one. */
export function nextOf(users, me) {
  const known = offered(users, me);
  return known[(known.findIndex((user) => user.id === me.id) + 1) % known.length];
}

/** Draw who one is: the choice beside the chats and, on a phone, the chip above the messages. */
export function drawPeople(users, me, choose) {
  document.body.dataset.role = roleOf(me);
  drawChoice(offered(users, me), me, choose);
  const next = nextOf(users, me);
  const chip = at("switch");
  chip.setAttribute("aria-label", `You are: ${me.first_name}, ${roleOf(me)}. Switch to ${next.first_name}, ${roleOf(next)}`);
  chip.replaceChildren(
    avatar("person", me.first_name),
    element("span", {}, element("small", {}, "You are"), element("strong", {}, `${me.first_name}, ${roleOf(me)}`)),
  );
  chip.onclick = () => choose(next.id);
}

function offered(users, me) {
  const first = users.slice(0, OFFERED);
  return first.some((user) => user.id === me.id) ? first : [...first, me];
}

function drawChoice(users, me, choose) {
  const place = at("users");
  const wanted = `${users.map((user) => user.id)} ${me.id}`;
  if (place.dataset.drawn === wanted) return;
  place.dataset.drawn = wanted;
  const focused = place.contains(document.activeElement);
  place.replaceChildren(place.querySelector("legend"), ...users.map((user) => element(
    "label",
    { class: roleOf(user) },
    element("input", { type: "radio", name: "user", value: user.id, "aria-label": `${user.first_name}, ${roleOf(user)}`, checked: user.id === me.id, onchange: () => choose(user.id) }),
    avatar("person", user.first_name),
    element("span", {}, element("strong", {}, user.first_name), element("small", {}, roleOf(user))),
  )));
  if (focused) place.querySelector("input:checked")?.focus();
}

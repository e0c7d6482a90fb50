/** Who sits at this page: the reader or the admin, and how to change places. */

import { at, avatar, element } from "/page/dom.js";

/** The sandbox’s first two people; the second one is always an admin. */
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
  chip.setAttribute("aria-label", `You are: ${called(me)}. Switch to ${called(next)}`);
  const words = [element("small", {}, "You are"), element("strong", {}, called(me))];
  chip.replaceChildren(avatar("person", me.first_name), element("span", {}, ...words));
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
  const choices = users.map((user) => choice(user, user.id === me.id, choose));
  place.replaceChildren(place.querySelector("legend"), ...choices);
  if (focused) place.querySelector("input:checked")?.focus();
}

function choice(user, checked, choose) {
  const radio = {
    type: "radio",
    name: "user",
    value: user.id,
    checked,
    "aria-label": called(user),
    onchange: () => choose(user.id),
  };
  return element(
    "label",
    { class: roleOf(user) },
    element("input", radio),
    avatar("person", user.first_name),
    element("span", {}, element("strong", {}, user.first_name), element("small", {}, roleOf(user))),
  );
}

function called(user) {
  return `${user.first_name}, ${roleOf(user)}`;
}

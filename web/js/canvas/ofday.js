// What an entity is on the day of the canvas. Neighbourhoods bring entities with
// the statuses of the day that the server was asked for; the slider goes to
// others, by the same rule as the server's.

import {isAlive} from "../entity.js";
import {permitStateOn} from "../permits.js";

/**
 * The status in the register on a day: none before the entity began, and of a company none before the day it
 * closed, for what it was called then nobody recorded.
 *
 * @returns {string|null}
 */
function statusOn({kind, status, since, until, statusDay}, day) {
    // Charts of owners tell no days, so their word holds for theirs alone.
    if (statusDay) return statusDay === day ? status : null;
    if (since && day < since) return null;
    return kind === "company" && until && day < until ? null : status ?? null;
}

/** Entities as they were on the day that they were asked for last: what is drawn again stays the same thing. */
const known = new WeakMap();

/** The entity as it is on a day. @returns {*} the same for the same day */
export function ofDay(entity, day) {
    if (entity.kind !== "company" && entity.kind !== "permit") return entity;
    const before = known.get(entity);
    if (before?.day === day) return before.one;
    const status = statusOn(entity, day);
    const one = entity.kind === "company" ? (status === (entity.status ?? null) ? entity : {...entity, status})
        : {...entity, status, permitState: permitStateOn(entity, day), permitStateTitle: null};
    known.set(entity, {day, one});
    return one;
}

/** Whether what an entity is on the day is over: out of business, out of use, or a permit that does not hold. */
export function isOver({kind, status, permitState}) {
    if (kind === "permit") return ["expired", "withdrawn", "notYetValid"].includes(permitState);
    return Boolean(status) && !isAlive(status) && status !== "在用";
}

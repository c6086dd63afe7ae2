// What is wrong with a page to look at: by axe, and by its width.
import { AxeBuilder } from "@axe-core/playwright";

export async function violations(page) {
  // Legacy: without a window of its own for what frames of other origins answer, of which there are none, and twice as fast.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** A picture of a page for people to look at, when they ask for it: by PICTURES=1, or SCREENSHOTS=1 for the README's. */
export async function picture(page, path, fullPage = false) {
  if (process.env.PICTURES || process.env.SCREENSHOTS) await page.screenshot({ path, fullPage });
}

/** A look at a page as it is, at each width: what is wrong with it, and a picture of it in that folder. */
export const lookInto = (shots, widths = [1280, 320]) => async (page, name) => {
  const wrong = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (sticksOut > 0) wrong.push(`${name} at ${width}: sticks out by ${sticksOut}`);
    for (const found of await violations(page)) wrong.push(`${name} at ${width}: ${found}`);
    await picture(page, `${shots}${name}-${width}.png`, true);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return wrong;
};

"""Tables, on a terminal and in Markdown."""


def text(head, rows):
    """Lines of a table: the first column at the left, the others at the right."""
    table = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                  for column, (cell, width) in enumerate(zip(row, widths))).rstrip()
        for row in table)


def markdown(head, rows):
    """The same as Markdown."""
    line = lambda cells: "| " + " | ".join(str(cell) for cell in cells) + " |"
    rule = "|" + "|".join(["---"] + ["---:"] * (len(head) - 1)) + "|"
    return "\n".join([line(head), rule, *map(line, rows)])


def number(value, places=1):
    """A figure, or a dash where there is none."""
    return "–" if value is None else f"{value:,.{places}f}"


def percent(value, places=1):
    return "–" if value is None else f"{value * 100:.{places}f} %"

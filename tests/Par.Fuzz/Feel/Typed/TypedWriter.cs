namespace Par.Fuzz.Feel.Typed;

/// <summary>Writes one random expression of a kind; the names of its loops are known within them.</summary>
internal sealed partial class TypedWriter(Random random)
{
    private readonly List<(string Name, Kind Kind)> _locals = [];

    public string Write(Kind kind, int depth)
    {
        if (depth <= 0 || random.Next(6) == 0)
        {
            return Leaf(kind, depth);
        }

        return random.Next(14) switch
        {
            0 => $"if {Write(Kind.Condition, depth - 1)} then {Write(kind, depth - 1)} else {Write(kind, depth - 1)}",
            1 => $"({Item(kind, depth)})",
            _ => kind switch
            {
                Kind.Number => Number(depth - 1),
                Kind.Condition => Condition(depth - 1),
                Kind.Day => Day(depth - 1),
                Kind.Text => Text(depth - 1),
                Kind.Moment => Moment(depth - 1),
                Kind.Clock => Clock(depth - 1),
                Kind.Span => Span(depth - 1),
                Kind.Term => Term(depth - 1),
                Kind.Person or Kind.Card => Leaf(kind, depth),
                _ => List(kind, depth - 1),
            },
        };
    }

    private string Inner(Kind kind, int depth)
    {
        var written = depth <= 0 ? Leaf(kind, depth) : Write(kind, depth);
        return written.All(letter => char.IsLetterOrDigit(letter) || letter == '.') ? written : $"({written})";
    }

    private string Leaf(Kind kind, int depth)
    {
        if (random.Next(40) == 0)
        {
            return random.Next(2) == 0 ? "null" : "loose";
        }

        return random.Next(4) == 0 && Literal(kind) is { } literal ? literal : Path(kind, depth);
    }

    // A variable, or a field of one, or of what else gives a person or a card.
    private string Path(Kind kind, int depth)
    {
        var local = _locals.Where(known => known.Kind == kind).ToArray();
        if (local.Length > 0 && random.Next(3) > 0)
        {
            return local[random.Next(local.Length)].Name;
        }

        var holders = _locals.Where(known => known.Kind is Kind.Person or Kind.Card).ToArray();
        if (holders.Length > 0 && random.Next(3) > 0)
        {
            var (name, of) = holders[random.Next(holders.Length)];
            if (Field(of, kind) is { } field)
            {
                return $"{name}.{field}";
            }
        }

        if (random.Next(3) > 0)
        {
            var of = random.Next(3) == 0 ? Kind.Card : Kind.Person;
            if (Field(of, kind) is { } field)
            {
                return $"{(depth > 0 && random.Next(4) == 0 ? $"({Write(of, depth - 1)})" : of == Kind.Card ? "card" : random.Next(3) == 0 ? "other" : "subject")}.{field}";
            }
        }

        var parameter = Register.Parameters.Where(known => known.Kind == kind).ToArray();
        if (parameter.Length > 0 && random.Next(3) == 0)
        {
            return $"param.{parameter[random.Next(parameter.Length)].Name}";
        }

        var variables = Register.Variables.Where(known => known.Kind == kind).ToArray();
        return variables[random.Next(variables.Length)].Name;
    }

    private string? Field(Kind of, Kind kind)
    {
        var fields = (of == Kind.Card ? Register.CardFields : Register.PersonFields).Where(known => known.Kind == kind).ToArray();
        return fields.Length == 0 ? null : fields[random.Next(fields.Length)].Name;
    }

    private string? Literal(Kind kind) => kind switch
    {
        Kind.Number => OneOf("0", "1", "2", "6", "2.5", "60", "-1"),
        Kind.Condition => OneOf("true", "false"),
        Kind.Day => OneOf("@\"2024-02-29\"", "@\"2024-03-01\"", "date(\"2020-01-31\")", "date(2023, 12, 31)"),
        Kind.Text => OneOf("\"\"", "\"An\"", "\"a\"", "\"Lê\""),
        Kind.Moment => OneOf("@\"2024-02-29T10:00:00Z\"", "@\"2024-03-01T00:30:00+07:00\"", "@\"2024-03-01T07:00:00\""),
        Kind.Clock => OneOf("@\"10:00:00\"", "@\"00:30:00+07:00\""),
        Kind.Span => OneOf("@\"P3D\"", "@\"-P1D\"", "@\"PT5H\"", "@\"P45D\""),
        Kind.Term => OneOf("@\"P1Y\"", "@\"P6M\"", "@\"-P1M\"", "@\"P75Y\""),
        Kind.Numbers => OneOf("[]", "[1, 2, 3]", "[n, limit]", "(for i in 1..3 return i)"),
        Kind.Days => OneOf("[]", "[today]", "[subject.born, today]"),
        Kind.Texts => OneOf("[]", "[\"a\", word]"),
        Kind.People => OneOf("[]", "[subject]", "[subject, other]"),
        Kind.Cards => OneOf("[]", "[card]"),
        _ => null,
    };

    private string OneOf(params string[] texts) => texts[random.Next(texts.Length)];

    private T OneOf<T>(T[] values) => values[random.Next(values.Length)];

    private string Within((string Name, Kind Kind) local, Kind kind, int depth)
    {
        _locals.Add(local);
        var written = Write(kind, depth);
        _locals.RemoveAt(_locals.Count - 1);
        return written;
    }

    private string NewName() => ((char)('p' + (_locals.Count % 10))).ToString();
}

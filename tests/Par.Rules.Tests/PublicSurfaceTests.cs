using Par.Rules.Books;

namespace Par.Rules.Tests;

public class PublicSurfaceTests
{
    private static readonly string Approved = Path.Combine(RuleFolder.Repository, "tests", "Par.Rules.Tests", "PublicSurface.approved.txt");

    [Fact]
    public void The_public_surface_is_the_one_that_was_approved()
    {
        var now = PublicSurface.Of(typeof(RuleBook).Assembly);
        if (RuleFolder.Accepting)
        {
            File.WriteAllText(Approved, now);
        }

        var difference = Difference(File.Exists(Approved) ? File.ReadAllText(Approved) : "", now);

        Assert.True(
            difference.Length == 0,
            $"The public surface of Par.Rules has changed:\n{difference}"
            + "To accept it, run the tests with PAR_ACCEPT=1 set, look at the change of PublicSurface.approved.txt, and say in CHANGELOG.md what users must change.");
    }

    [Fact]
    public void A_difference_names_the_type_and_what_came_and_went()
    {
        Assert.Equal(
            "  sealed class A\n- B: Int32\n+ B: Int64\n- sealed class C\n- D: String\n",
            Difference("sealed class A\n  B: Int32\nsealed class C\n  D: String\n", "sealed class A\n  B: Int64\n"));
    }

    private static string Difference(string before, string after)
    {
        var (was, now) = (Members(before), Members(after));
        var lines = new List<string>();
        foreach (var type in was.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var (gone, come) = (was.GetValueOrDefault(type), now.GetValueOrDefault(type));
            var removed = (gone ?? []).Except(come ?? []).Select(member => $"- {member}");
            var added = (come ?? []).Except(gone ?? []).Select(member => $"+ {member}");
            var changes = removed.Concat(added).ToList();
            if (gone is null || come is null || changes.Count > 0)
            {
                lines.Add($"{(gone is null ? '+' : come is null ? '-' : ' ')} {type}");
                lines.AddRange(changes);
            }
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static Dictionary<string, List<string>> Members(string surface)
    {
        var types = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var current = new List<string>();
        foreach (var line in surface.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                current.Add(line.Trim());
            }
            else
            {
                types.Add(line, current = []);
            }
        }

        return types;
    }
}

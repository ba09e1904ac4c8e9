using System.Text.Json;
using Par.Rules.Books;

namespace Par.Rules.Tests.Books;

public class SchemaTests
{
    private static readonly JsonElement Definitions = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(RuleFolder.Repository, "rules", "rule.schema.json")))
        .RootElement.GetProperty("$defs");

    public static TheoryData<string> KindsOfMap() => [.. RuleKeys.All.Keys];

    [Theory]
    [MemberData(nameof(KindsOfMap))]
    public void The_schema_knows_exactly_the_keys_the_reader_knows(string kind)
    {
        var definition = Definitions.GetProperty(kind);

        Assert.Equal(RuleKeys.All[kind].Names.Order(), definition.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void Every_definition_of_the_schema_is_read_by_the_reader()
    {
        var maps = Definitions.EnumerateObject().Where(definition => definition.Value.GetProperty("type").GetString() == "object");

        Assert.Equal(RuleKeys.All.Keys.Order(), maps.Select(definition => definition.Name).Order());
    }

    [Fact]
    public void What_the_schema_requires_are_keys_it_has()
    {
        foreach (var definition in Definitions.EnumerateObject().Where(definition => definition.Value.TryGetProperty("required", out _)))
        {
            var known = definition.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToHashSet();
            Assert.Subset(known, definition.Value.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToHashSet());
        }
    }
}

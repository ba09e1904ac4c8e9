using System.Text.Json.Nodes;

namespace Par.Worker.Tests.Rounds;

public sealed class NamedDocumentsTests(PostgreSql postgres)
{
    [Fact]
    public async Task The_documents_that_a_rule_names_come_with_the_dossier_as_references()
    {
        await using var registries = await LinkedRegistries.Create(postgres);
        using var rules = new CopiedRules(("birth/permanent-residence.rule.yaml", "  prefill:", "  documents: {birthRecord: event.registrationNo}\n  prefill:"));
        await using var bench = await WorkerBench.Create(postgres, registries, settings: ("Rules:Folder", rules.Folder));
        await registries.Birth("048226000101", "048199000102");
        await bench.TakeIn("civil-status", 1);

        await bench.Rounds();

        var texts = JsonNode.Parse(await bench.Scalar<string>("select texts::text from par.dossier where procedure = '1.004222'") ?? "")!;
        var document = texts["documents"]!["birthRecord"]!;
        Assert.Equal("B-048226000101", (string?)document["value"]);
        Assert.Equal("civil-status", (string?)document["registry"]);
        Assert.NotNull(document["asOf"]);
        Assert.Null(JsonNode.Parse(await bench.Scalar<string>("select texts::text from par.dossier where procedure <> '1.004222'") ?? "")!["documents"]);
    }
}

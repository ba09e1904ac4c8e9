namespace Par.Worker.Tests.Cli;

/// <summary>The conformance kit's folder, run from the command line.</summary>
public sealed class TckVerbTests
{
    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="sum" namespace="sum">
          <inputData id="a" name="a"><variable name="a" typeRef="number"/></inputData>
          <decision id="twice" name="twice">
            <variable name="twice"/>
            <informationRequirement><requiredInput href="#a"/></informationRequirement>
            <literalExpression><text>a * 2</text></literalExpression>
          </decision>
        </definitions>
        """;

    private const string Cases = """
        <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <modelName>sum.dmn</modelName>
          <testCase id="001">
            <inputNode name="a"><value xsi:type="xsd:decimal">2</value></inputNode>
            <resultNode name="twice"><expected><value xsi:type="xsd:decimal">4</value></expected></resultNode>
          </testCase>
          <testCase id="002">
            <inputNode name="a"><value xsi:type="xsd:decimal">2</value></inputNode>
            <resultNode name="twice"><expected><value xsi:type="xsd:decimal">5</value></expected></resultNode>
          </testCase>
        </testCases>
        """;

    [Fact]
    public async Task A_case_that_fails_is_said_and_reported_in_the_form_of_the_published_results()
    {
        var kit = Directory.CreateTempSubdirectory("par-tck-");
        try
        {
            var topic = kit.CreateSubdirectory("compliance-level-2/0001-sum").FullName;
            await File.WriteAllTextAsync(Path.Combine(topic, "sum.dmn"), Model, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(topic, "0001-sum-test-01.xml"), Cases, TestContext.Current.CancellationToken);

            var (code, said, _) = await WorkerProcess.Run(kit.FullName, null, "tck", ".", "--report", "report.csv");

            var failure = "\"compliance-level-2/0001-sum\",\"0001-sum-test-01\",\"002\",\"ERROR\",\"twice: expected 5, got 4.\"";
            Assert.Equal((1, $"{failure}\n1 passed, 1 failed"), (code, said));
            var report = await File.ReadAllLinesAsync(Path.Combine(kit.FullName, "report.csv"), TestContext.Current.CancellationToken);
            Assert.Equal(["\"compliance-level-2/0001-sum\",\"0001-sum-test-01\",\"001\",\"SUCCESS\",\"\"", failure], report);
        }
        finally
        {
            kit.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Cases_that_do_not_apply_are_counted_with_their_reason()
    {
        var kit = Directory.CreateTempSubdirectory("par-tck-");
        try
        {
            var topic = kit.CreateSubdirectory("0076-feel-external-java").FullName;
            await File.WriteAllTextAsync(Path.Combine(topic, "sum.dmn"), Model, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(topic, "0076-feel-external-java-test-01.xml"), Cases, TestContext.Current.CancellationToken);

            Assert.Equal((0, "2 ignored: External Java functions are not applicable.\n0 passed, 0 failed", ""), await WorkerProcess.Run(kit.FullName, null, "tck", "."));
        }
        finally
        {
            kit.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var (code, _, error) = await WorkerProcess.Run(Repository.Root, null, "tck", "docs-of-nobody");

        Assert.Equal((1, "There is no folder 'docs-of-nobody': name the folder of the conformance kit."), (code, error));
    }

    [Fact]
    public async Task A_folder_without_cases_is_named()
    {
        var (code, _, error) = await WorkerProcess.Run(Repository.Root, null, "tck", "docs");

        Assert.Equal((1, "The folder 'docs' holds no *-test-*.xml files: name the folder of the conformance kit."), (code, error));
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_named()
    {
        var (code, _, error) = await WorkerProcess.Run(Repository.Root, null, "tck", "LICENSE");

        Assert.Equal((1, "'LICENSE' is a file: name the folder it is in, or the folder of the conformance kit."), (code, error));
    }

    [Fact]
    public async Task A_report_gets_its_folder_and_one_that_cannot_be_written_is_named()
    {
        var kit = Directory.CreateTempSubdirectory("par-tck-");
        try
        {
            var cases = Path.Combine(kit.FullName, "0001-sum-test-01.xml");
            await File.WriteAllTextAsync(cases, "no \"XML\"", TestContext.Current.CancellationToken);

            var (code, said, _) = await WorkerProcess.Run(kit.FullName, null, "tck", ".", "--report", "reports/report.csv");
            var report = await File.ReadAllTextAsync(Path.Combine(kit.FullName, "reports", "report.csv"), TestContext.Current.CancellationToken);
            var (refused, _, error) = await WorkerProcess.Run(kit.FullName, null, "tck", ".", "--report", "reports");

            Assert.Equal((1, $"{report}0 passed, 1 failed"), (code, said));
            Assert.StartsWith($"\"{kit.Name}\",\"0001-sum-test-01\",\"\",\"ERROR\",\"", report, StringComparison.Ordinal);
            Assert.Equal(1, refused);
            Assert.StartsWith("The report 'reports' cannot be written (", error, StringComparison.Ordinal);
            Assert.EndsWith("): name a file that may be.", error, StringComparison.Ordinal);
        }
        finally
        {
            kit.Delete(recursive: true);
        }
    }
}

using Par.Worker.Quarantine;

namespace Par.Worker.Tests.Quarantine;

public sealed class MaskedTests
{
    [Fact]
    public void A_body_keeps_its_names_and_the_kinds_of_its_values_and_nothing_else() =>
        Assert.Equal(
            """
            {
              "childName": "text",
              "dateOfBirth": "date",
              "registeredOn": "text",
              "recordedAt": "moment",
              "motherId": "personal id",
              "weight": "number",
              "alive": "yes or no",
              "fatherId": "none",
              "note": "empty text",
              "…": {
                "witnesses": [
                  "text",
                  "personal id"
                ]
              }
            }
            """.ReplaceLineEndings("\n"),
            Masked.Body(
                """
                {"childName": "Trần Thị Mai", "dateOfBirth": "2026-11-18", "registeredOn": "20/11/2026", "recordedAt": "2026-11-20T02:00:00Z",
                 "motherId": "048199000012", "weight": 3.2, "alive": true, "fatherId": null, "note": "",
                 "048199000012": {"witnesses": ["Lê Văn Bảy", "048199000013"]}}
                """).ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("Attempt 8 failed: PostgresException: P0001: the row of Trần An (048199000012)", "Attempt 8 failed: PostgresException: P0001.")]
    [InlineData("Attempt 2 failed: FormatException: String '2026-13-40' was not recognized.", "Attempt 2 failed: FormatException.")]
    [InlineData("The body's 'registeredOn' is not a date.", "The body's 'registeredOn' is not a date.")]
    public void A_message_of_another_program_is_not_repeated(string error, string shown) => Assert.Equal(shown, Masked.Error(error));
}

using System.Globalization;
using Par.Worker.Dossiers;

namespace Par.Worker.Tests.Dossiers;

public sealed class DossierNumberTests
{
    [Theory]
    [InlineData("H57.132-260804-0583", "H57.132", "2026-08-04", 583)]
    [InlineData("000.00.12.H47-250615-0001", "000.00.12.H47", "2025-06-15", 1)]
    [InlineData("000.00.19.H47-260105-10000", "000.00.19.H47", "2026-01-05", 10000)]
    [InlineData("H44-260105-0001", "H44", "2026-01-05", 1)]
    [InlineData("H17.CA.5-260105-123456", "H17.CA.5", "2026-01-05", 123456)]
    [InlineData("commune-police.hai-chau-260826-0007", "commune-police.hai-chau", "2026-08-26", 7)]
    public void Both_orders_are_read_and_written_back_as_they_were(string text, string code, string day, int position)
    {
        var number = DossierNumber.Parse(text);

        Assert.Equal(new DossierNumber(code, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), position), number);
        Assert.Equal(text, number.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("H57.132-260804")]
    [InlineData("H57.132-260804-583")]
    [InlineData("H57.132-260804-00583")]
    [InlineData("H57.132-260804-0000")]
    [InlineData("H57.132-261304-0583")]
    [InlineData("H57.132-260230-0583")]
    [InlineData("H57 132-260804-0583")]
    [InlineData("-260804-0583")]
    [InlineData("H57.132-260804-99999999999")]
    public void What_is_no_number_is_refused_with_both_orders_as_the_mend(string text)
    {
        var refused = Assert.Throws<FormatException>(() => DossierNumber.Parse(text));

        Assert.Equal($"'{text}' is not a dossier number. Write agency, day and count, such as H57.132-260804-0583 or 000.00.12.H47-250615-0001.", refused.Message);
    }

    [Theory]
    [InlineData("000.00.12.H47-250615-0001", "H47.12-250615-0001")]
    [InlineData("H47.12-250615-0001", "000.00.12.H47-250615-0001")]
    [InlineData("h47.12-250615-0001", "H47.12-250615-0001")]
    [InlineData(" H17.5-260826-0001 ", "000.00.05.H17-260826-0001")]
    [InlineData("000.00.05.H17-260826-0001", "H17.5-260826-0001")]
    [InlineData("H44.7-260826-0001", "H44.07-260826-0001")]
    [InlineData("H44.07-260826-0001", "H44.7-260826-0001")]
    [InlineData("014.25.32.H47-250615-0001", "H47.32.25.14-250615-0001")]
    [InlineData("000.00.00.H47-250615-0001", "H47-250615-0001")]
    [InlineData("H47.32.25.014-250615-0001", "014.25.32.H47-250615-0001")]
    [InlineData("000.00.05.h17-260826-0001", "H17.5-260826-0001")]
    [InlineData("21.H17-260826-0001", "H17.21-260826-0001")]
    [InlineData("49.CA.H17-260826-0001", "H17.CA.49-260826-0001")]
    [InlineData("000.49.CA.H17-260826-0001", "H17.CA.49-260826-0001")]
    public void One_order_is_found_by_the_other(string typed, string kept) => Assert.Contains(kept, DossierNumber.Spellings(typed));

    [Fact]
    public void A_code_that_does_not_fit_the_fixed_widths_has_one_order() =>
        Assert.Equal(["H57.132-260804-0583"], DossierNumber.Spellings("H57.132-260804-0583"));

    [Fact]
    public void What_is_no_number_is_looked_for_as_it_was_typed() => Assert.Equal(["0f8fad5b"], DossierNumber.Spellings(" 0f8fad5b "));

    [Fact]
    public void Past_9999_numbers_still_sort_in_the_order_in_which_they_were_given()
    {
        string[] given = ["H17.1-260825-10000", "H17.1-260826-0001", "H17.1-260826-9999", "H17.1-260826-10000", "H17.1-260826-10001", "H17.2-260101-0001"];

        Assert.Equal(given, given.Reverse().Select(DossierNumber.Parse).Order().Select(number => number.ToString()));
    }
}

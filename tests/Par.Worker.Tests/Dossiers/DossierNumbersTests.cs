using Par.Worker.Dossiers;

namespace Par.Worker.Tests.Dossiers;

public sealed class DossierNumbersTests(PostgreSql postgres)
{
    [Fact]
    public async Task A_number_is_the_agencys_code_the_local_day_and_the_count_of_that_day()
    {
        await using var commune = await Commune.Found(postgres);

        Assert.Equal(
            ["H17.1-260826-0001", "H17.2-260826-0001", "H17.1-260826-0002"],
            await Take(commune, Commune.Police, Commune.Committee, Commune.Police));
        Assert.Equal(["H17.1-260826-0003"], await Take(commune, Commune.Police));
    }

    [Fact]
    public async Task The_day_is_the_agencys_own_not_the_servers()
    {
        await using var commune = await Commune.Found(postgres);
        commune.Clock.Now = new DateTimeOffset(2026, 8, 26, 17, 30, 0, TimeSpan.Zero);

        Assert.Equal(["H17.1-260827-0001"], await Take(commune, Commune.Police));
    }

    [Fact]
    public async Task Past_9999_a_day_numbers_grow_and_do_not_clash()
    {
        await using var commune = await Commune.Found(postgres);
        await commune.Execute("insert into par.dossier_counter values (@Police, '2026-08-26', 9998)", new { Commune.Police });

        var opened = await commune.Open(await commune.DueMany(3));

        Assert.Equal(["H17.1-260826-10000", "H17.1-260826-10001", "H17.1-260826-9999"], opened.Dossiers.Select(dossier => dossier.Number).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Eight_openers_at_once_never_share_a_number_and_leave_no_gap()
    {
        await using var commune = await Commune.Found(postgres);
        string[] agencies = [Commune.Police, Commune.Committee];

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async opener =>
        {
            var numbers = new List<string>();
            for (var batch = 0; batch < 10; batch++)
            {
                numbers.AddRange(await Take(commune, [.. Enumerable.Range(0, 20).Select(place => agencies[(place + opener) % 2])]));
            }

            return numbers;
        }));

        var expected = from code in (string[])["H17.1", "H17.2"]
                       from position in Enumerable.Range(1, 800)
                       select DossierNumber.Of(code, new DateOnly(2026, 8, 26), position);
        Assert.Equal(expected, taken.SelectMany(numbers => numbers).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_opener_that_has_not_committed_holds_up_no_other_and_its_numbers_are_not_given_again()
    {
        await using var commune = await Commune.Found(postgres);
        await using var connection = await commune.Source.OpenConnectionAsync(Commune.Cancellation);
        await using (var first = await connection.BeginTransactionAsync(Commune.Cancellation))
        {
            var wishes = await commune.DueMany(3);
            Assert.Equal(3, (await commune.Openings.Open(first, wishes, commune.Today, commune.Clock.Now, Commune.Cancellation)).Dossiers.Count);

            Assert.Equal(["H17.1-260826-0004"], await Take(commune, Commune.Police).WaitAsync(TimeSpan.FromSeconds(30), Commune.Cancellation));
        }

        Assert.Equal(["H17.1-260826-0005"], await Take(commune, Commune.Police));
    }

    private static Task<IReadOnlyList<string>> Take(Commune commune, params string[] agencies) =>
        commune.Numbers.Take(agencies, commune.Clock.Now, Commune.Cancellation);
}

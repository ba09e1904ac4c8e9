using Npgsql;
using Par.Worker.Demo.People;

namespace Par.Worker.Demo.Filling;

/// <summary>How the certificates of household businesses are written: some heads of household keep a public game point.</summary>
internal sealed class BusinessTables(DateTimeOffset confirmed)
{
    private readonly DateOnly today = Province.DayOf(confirmed);

    public void Certificates(NpgsqlBinaryImporter row, Household household)
    {
        var head = household.Members[0];
        if (head.Id[^1] != '9' || head.Id[^2] > '2' || Province.Age(head.DateOfBirth, today) < 18)
        {
            return;
        }

        var until = Until(head);
        row.StartRow();
        row.Text($"GCN-{head.Id}");
        row.Text(head.Id);
        row.Text($"Hộ kinh doanh {head.Name}");
        row.Text("game-point");
        row.Text(household.Area.Id);
        row.Text(household.Address);
        row.Day(until.AddYears(-3));
        row.Day(until);
        row.Moment(confirmed);
    }

    /// <summary>It goes by the id, so that nobody else's draw changes. Two of three end about two months from now, so that a short demo meets them.</summary>
    private DateOnly Until(Person head)
    {
        var digit = head.Id[^3] - '0';
        return head.Id[^2] < '2' ? today.AddDays(60 - (2 * digit)) : today.AddDays(90 * (digit + 1));
    }
}

using Dapper;
using Npgsql;
using Par.Worker.Demo;

namespace Par.Load.Ground;

/// <summary>
/// Life events written into the registries at once, with the facts they tell of: what waits after an outage. Births bring dossiers;
/// moves and insurance cards are mostly read, decided and done with, as in life.
/// </summary>
internal sealed class Backlog(Grounds ground)
{
    private const int Chunk = 20_000;

    // How many days an outage lasted, each with as many life events as the next.
    private const int Days = 20;

    private (string[] Mothers, string[] Areas)? mothers;
    private long written;

    public const int EventsASecond = 100;

    public async Task Births(int count, CancellationToken cancellation)
    {
        for (var done = 0; done < count; done += Chunk)
        {
            var many = Math.Min(Chunk, count - done);
            await WriteBirths(written, many, daysBack: null, cancellation);
            written += many;
        }
    }

    /// <summary>
    /// Of ten life events two are births, four are moves and four are insurance cards, on each day as on the next, so that any part of the
    /// backlog costs what any other does: each day's are about other people than the days' before, while there are any, and about the old and the
    /// young alike, whose ids tell their century and sex and so have an order of their own. Gives back how many were written.
    /// </summary>
    public async Task<int> Mixed(int count, CancellationToken cancellation)
    {
        var (events, births, moves, cards) = (0, count / Days / 5, count / Days * 2 / 5, count / Days * 2 / 5);
        for (var day = 0; day < Days; day++)
        {
            events += await WriteBirths(written, births, Days - day, cancellation);
            events += await WriteMoves(day * moves, moves, Days - day, cancellation);
            events += await WriteCards(day * cards, cards, Days - day, cancellation);
            written += births;
        }

        return events;
    }

    /// <summary>Births one by one, each in a transaction of its own, so many a second.</summary>
    public async Task Trickle(int count, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / EventsASecond), TimeProvider.System);
        var began = TimeProvider.System.GetTimestamp();
        for (var done = 0; done < count;)
        {
            await beat.WaitForNextTickAsync(cancellation);
            // A tick that came late is made up for.
            for (var due = (int)(TimeProvider.System.GetElapsedTime(began).TotalSeconds * EventsASecond); done < Math.Min(due, count); done++)
            {
                await WriteBirths(written++, 1, daysBack: null, cancellation);
            }
        }
    }

    private async Task<int> WriteBirths(long from, int many, int? daysBack, CancellationToken cancellation)
    {
        mothers ??= await Mothers(cancellation);
        var arguments = new { from, many, daysBack, mothers.Value.Mothers, mothers.Value.Areas, today = ground.Province.Today };
        await Execute(
            RegistrySchema.Population,
            """
            insert into person (personal_id, full_name, date_of_birth, sex, mother_id, father_id, vneid_level, updated_at)
            select '001' || lpad((@from + n)::text, 9, '0'), 'Trẻ Thử ' || (@from + n), @today::date - coalesce(@daysBack::int, n % 20), case n % 2 when 0 then 'male' else 'female' end,
                   @Mothers[1 + (@from + n) % cardinality(@Mothers)], null, 0, now()
              from generate_series(1, @many) as n
            """,
            arguments,
            cancellation);
        return await Execute(
            RegistrySchema.CivilStatus,
            """
            with child as (
                select '001' || lpad((@from + n)::text, 9, '0') as id, 'Trẻ Thử ' || (@from + n) as name, @today::date - coalesce(@daysBack::int, n % 20) as born,
                       case n % 2 when 0 then 'male' else 'female' end as sex, 'L' || (@from + n) as no,
                       @Mothers[1 + (@from + n) % cardinality(@Mothers)] as mother, @Areas[1 + (@from + n) % cardinality(@Mothers)] as area
                  from generate_series(1, @many) as n
            ), entry as (
                insert into birth (registration_no, child_id, child_name, date_of_birth, sex, born_at, mother_id, registered_on, registered_in, recorded_at, updated_at)
                select no, id, name, born, sex, born + interval '8 hours', mother, @today, area, now(), now()
                  from child
            )
            insert into registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
            select gen_random_uuid(), 'birth.registered', id, area, born + interval '8 hours',
                   jsonb_build_object('registrationNo', no, 'registeredOn', @today::date, 'dateOfBirth', born, 'motherId', mother, 'fatherId', null, 'childName', name)
              from child
            """,
            arguments,
            cancellation);
    }

    private Task<int> WriteMoves(long from, int many, int daysBack, CancellationToken cancellation) => Execute(
        RegistrySchema.Population,
        """
        insert into registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
        select gen_random_uuid(), 'residence.registered', person.personal_id, residence.area, @today::date - @daysBack + interval '8 hours',
               jsonb_build_object('area', residence.area, 'kind', 'permanent', 'registeredFrom', residence.registered_from)
          from (select personal_id from person where personal_id not like '001%' order by hashtext(personal_id), personal_id offset @from % greatest(1, (select count(*) from person where personal_id not like '001%') - @many) limit @many) as person
          join residence on residence.personal_id = person.personal_id and residence.registered_until is null and residence.kind = 'permanent'
         limit @many
        """,
        new { from, many, daysBack, today = ground.Province.Today },
        cancellation);

    private Task<int> WriteCards(long from, int many, int daysBack, CancellationToken cancellation) => Execute(
        RegistrySchema.HealthInsurance,
        """
        insert into registry_event (event_uid, kind, subject_id, locality, occurred_at, body)
        select gen_random_uuid(), 'insurance-card.issued', personal_id, '', @today::date - @daysBack + interval '8 hours',
               jsonb_build_object('cardNo', card_no, 'validFrom', valid_from, 'validUntil', valid_until)
          from card
         order by hashtext(card_no), card_no
        offset @from % greatest(1, (select count(*) from card) - @many)
         limit @many
        """,
        new { from, many, daysBack, today = ground.Province.Today },
        cancellation);

    private async Task<(string[] Mothers, string[] Areas)> Mothers(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ground.Databases[RegistrySchema.Population].WriterConnectionString);
        var rows = (await connection.QueryAsync<(string Id, string Area)>(new CommandDefinition(
            """
            select person.personal_id, residence.area
              from person
              join residence on residence.personal_id = person.personal_id and residence.registered_until is null and residence.kind = 'permanent'
             where person.sex = 'female' and person.died_on is null and person.date_of_birth between @today::date - 16000 and @today::date - 7000
             order by hashtext(person.personal_id), person.personal_id
            """,
            new { today = ground.Province.Today },
            cancellationToken: cancellation))).ToList();
        return ([.. rows.Select(row => row.Id)], [.. rows.Select(row => row.Area)]);
    }

    private async Task<int> Execute(RegistrySchema registry, string text, object arguments, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ground.Databases[registry].WriterConnectionString);
        return await connection.ExecuteAsync(new CommandDefinition(text, arguments, commandTimeout: 600, cancellationToken: cancellation));
    }
}

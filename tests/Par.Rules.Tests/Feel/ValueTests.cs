using Par.Rules.Feel;
using Record = Par.Rules.Feel.Record;

namespace Par.Rules.Tests.Feel;

public sealed class ValueTests
{
    [Fact]
    public void A_value_gives_back_what_it_was_made_of()
    {
        var moment = new DateTimeOffset(2024, 7, 1, 8, 30, 0, TimeSpan.FromHours(7));
        Assert.Equal(12.50m, Value.Of(12.50m).AsNumber);
        Assert.Equal(new DateOnly(2024, 2, 29), Value.Of(new DateOnly(2024, 2, 29)).AsDate);
        Assert.Equal(moment, Value.Of(moment).AsDateTime.ToDateTimeOffset());
        Assert.Equal(new TimeOnly(8, 30), Value.Of(FeelTime.Of(new TimeOnly(8, 30))).AsTime.ToTimeOnly());
        Assert.Equal(TimeSpan.FromHours(-5), Value.Of(DaysAndTime.Of(TimeSpan.FromHours(-5))).AsDaysAndTime.ToTimeSpan());
        Assert.Equal(18, Value.Of(new YearsAndMonths(18)).AsYearsAndMonths.Months);
        Assert.True(Value.Of(true).AsBoolean);
        Assert.Equal(Value.Null, Value.Of((string?)null));
    }

    [Fact]
    public void A_value_asked_for_as_another_kind_says_so() =>
        Assert.Equal("The value is of kind String, not Number. Look at its Kind first.", Assert.Throws<InvalidOperationException>(() => Value.Of("6").AsNumber).Message);

    [Fact]
    public void Numbers_written_differently_are_one_value()
    {
        Assert.Equal(Value.Of(1.0m), Value.Of(1.00m));
        Assert.Equal(Value.Of(1.0m).GetHashCode(), Value.Of(1.00m).GetHashCode());
    }

    [Fact]
    public void Contexts_with_the_same_names_and_values_are_equal_in_any_order()
    {
        var one = FeelContext.Of([new("a", Given.Num(1)), new("b", Given.Num(2))]);
        var other = FeelContext.Of([new("b", Given.Num(2)), new("a", Given.Num(1))]);
        Assert.Equal(Value.Of(one), Value.Of(other));
        Assert.Equal(Value.Of(one).GetHashCode(), Value.Of(other).GetHashCode());
    }

    [Fact]
    public void What_a_value_prints_can_be_read_again()
    {
        Value[] values =
        [
            Given.Num(-1.5m), Value.Of("a\"b\\c\n"), Given.Day(2024, 2, 29), Value.Of(new YearsAndMonths(-14)), Given.List(Value.Null, Value.True),
            Value.Of(FeelContext.Of([new("full name", Value.Of("An")), new("a+b", Given.Num(1))])), Value.Of(new FeelRange(Given.Num(1), false, Given.Num(5), true)),
        ];
        Assert.All(values, value => Assert.Equal(value, Given.Run(value.ToString(), scope: Scope.AsInDmn)));
    }

    [Fact]
    public void A_record_needs_one_value_for_each_field() =>
        Assert.Equal(
            "A Card has 4 fields, not 1. Give one value for each field.",
            Assert.Throws<ArgumentException>(() => new Record(Given.Card, [Value.Null], Given.Source)).Message);

    [Fact]
    public void A_shape_is_given_its_fields_once() =>
        Assert.Equal(
            "The shape Card has its fields already. Make a new shape instead.",
            Assert.Throws<InvalidOperationException>(() => Given.Card.Define(new ShapeField("x", FeelType.Any))).Message);

    [Fact]
    public void A_record_is_read_by_place_and_by_name()
    {
        var card = Given.CardOf(Given.Day(2024, 1, 1), Value.Null);
        Assert.Equal(Given.Day(2024, 1, 1), card[Given.Card.IndexOf("validFrom")]);
        Assert.True(card.TryGet("validTo", out var end) && end.IsNull);
        Assert.False(card.TryGet("colour", out _));
    }

    [Fact]
    public void A_record_of_another_shape_is_read_by_name_where_its_place_differs()
    {
        var other = new RecordShape("Card").Define(new ShapeField("validTo", FeelType.Date), new ShapeField("number", FeelType.String));
        var card = new Record(other, [Given.Day(2030, 1, 1), Value.Of("B2")], Given.Source);
        var person = Given.PersonOf(Given.Day(2020, 1, 1), Given.List(Value.Of(card)));
        Assert.Equal(Given.List(Given.Day(2030, 1, 1)), Given.Run("subject.insurances.validTo", Given.Frame(person)));
        Assert.Equal(Value.True, Given.Run("some i in subject.insurances satisfies i.validTo > today", Given.Frame(person)));
    }

    [Fact]
    public void A_scope_refuses_a_second_variable_of_one_name() =>
        Assert.Equal(
            "The scope has a variable 'today' already. Give the new one another name.",
            Assert.Throws<ArgumentException>(() => Given.Scope.With("today", FeelType.Date)).Message);

    [Fact]
    public void A_frame_that_is_reset_remembers_nothing()
    {
        var frame = Given.Frame();
        frame.StepsLeft = 3;
        frame.Reset(Given.Scope.Count);
        Assert.All(Enumerable.Range(0, Given.Scope.Count), place => Assert.True(frame[place].IsNull));
        Assert.Equal(Frame.DefaultSteps, frame.StepsLeft);
    }

    [Fact]
    public void A_name_is_the_same_however_its_accents_were_put_together()
    {
        Assert.Equal(Value.Of("L\u00EA Gia H\u00E2n"), Value.Of("Le\u0302 Gia Ha\u0302n"));
        Assert.Equal("H\u00E2n", Value.Of("Ha\u0302n").AsString);
        Assert.Equal("\uFFFD", Value.Of("\uD83D").AsString);
    }
}

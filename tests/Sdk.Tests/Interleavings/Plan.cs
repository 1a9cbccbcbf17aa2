namespace TypedWs.Tests.Interleavings;

/// <summary>
/// What the handler of a message does, step by step; it travels in the message itself. A step is a letter of <see cref="Step"/>; what a step calls the other side
/// with is planned behind a &gt;: "ga&gt;y" waits at a gate, and then asks for something whose handler yields.
/// </summary>
internal readonly record struct Plan(string Text)
{
    private const int MaxDepth = 3;
    private const string Calls = "alud";

    public ReadOnlySpan<char> Steps => Text.AsSpan(0, Text.IndexOf('>', StringComparison.Ordinal) is >= 0 and var end ? end : Text.Length);

    public Plan Nested => new(Text.IndexOf('>', StringComparison.Ordinal) is >= 0 and var end ? Text[(end + 1)..] : "");

    /// <summary>Whether a handler that follows the plan may fail.</summary>
    public bool MayFail => Steps.Contains(Step.Throw);

    public static Plan Create(Random random, bool mayEnd)
    {
        int depth = random.Next(4) switch { 0 => 0, 1 or 2 => 1, _ => random.Next(2, MaxDepth + 1) };
        string text = CreateSteps(random, callsBack: false, mayEnd);
        for (int level = 0; level < depth; level++)
            text = CreateSteps(random, callsBack: true, mayEnd) + ">" + text;
        return new Plan(text);
    }

    /// <summary>
    /// Leaves out the calls that would wait for the very handler that makes them, which strict order does not allow: what would be called is sent one way instead.
    /// Where both sides are strict, no handler may call, because two of them would wait for each other.
    /// </summary>
    /// <param name="handler">Who follows the plan; the other party follows what is nested.</param>
    /// <param name="isAwaited">Whether a handler of the other party waits for it.</param>
    public Plan WithoutDeadlock(Party handler, bool isAwaited)
    {
        if (Text.Length == 0 || (!handler.HasStrictOrder && !handler.Other.HasStrictOrder))
            return this;

        bool mayCall = !handler.Other.HasStrictOrder || !(isAwaited || handler.HasStrictOrder);
        string steps = Steps.ToString();
        if (!mayCall)
            steps = string.Concat(steps.Select(static step => Calls.Contains(step, StringComparison.Ordinal) ? Step.Send : step));
        Plan nested = Nested.WithoutDeadlock(handler.Other, isAwaited: steps.AsSpan().ContainsAny(Calls));
        return new Plan(Text.Contains('>', StringComparison.Ordinal) ? $"{steps}>{nested.Text}" : steps);
    }

    private static string CreateSteps(Random random, bool callsBack, bool mayEnd)
    {
        string steps = "";
        for (int count = random.Next(3); count > 0; count--)
            steps += Pick(random, "yyygggGG");
        if (callsBack)
            steps = steps.Insert(random.Next(steps.Length + 1), Pick(random, "sssaaaalud").ToString());
        if (callsBack && random.Next(4) == 0)
            steps += Pick(random, "saf");
        if (random.Next(25) == 0)
            steps += Step.Throw;
        if (mayEnd && random.Next(40) == 0)
            steps += random.Next(3) == 0 ? Step.Abort : Step.Close;
        return steps;
    }

    private static char Pick(Random random, string steps) => steps[random.Next(steps.Length)];
}

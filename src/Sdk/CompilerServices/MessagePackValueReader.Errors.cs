using MessagePack;

namespace TypedWs.CompilerServices;

public ref partial struct MessagePackValueReader
{
    /// <summary>What to throw for the value just read. Ends this reader.</summary>
    /// <param name="problem">What is, and what was expected; nothing of the payload.</param>
    /// <returns>The exception, with the path.</returns>
    internal PayloadException Failure(string problem)
    {
        string path = "";
        if (_path is not null)
        {
            path = _path.ToString();
            PayloadPath.Return(_path);
            _path = null;
        }

        return new PayloadException(path, problem);
    }

    private PayloadException Unexpected(string expected) => Failure($"expected {expected}, was {Describe(NextType())}");

    private PayloadException Invalid(string expected) => Failure($"expected {expected}, but it is none");

    private PayloadException OutOfRange<T>(T min, T max)
        where T : IFormattable
        => Failure(FormattableString.Invariant($"expected a number from {min} to {max}, but it is outside of that range"));

    private PayloadException Malformed() => Failure($"malformed or truncated MessagePack before byte {_position}");

    private PayloadException Truncated() => Failure($"the payload ends after {_payload.Length} bytes, but a value is missing");

    private PayloadException TooBig() => Failure($"declares more values than the {BytesLeft} bytes that are left could hold");

    private PayloadException TooDeep() => Failure($"nested deeper than {_maxDepth} levels");

    private static string Describe(MessagePackType type) => type switch
    {
        MessagePackType.Nil => "null",
        MessagePackType.Boolean => "a boolean",
        MessagePackType.Integer => "a number",
        MessagePackType.Float => "a floating-point number",
        MessagePackType.String => "a string",
        MessagePackType.Binary => "bytes",
        MessagePackType.Array => "an array",
        MessagePackType.Map => "a map",
        MessagePackType.Extension => "an extension value",
        _ => "an unknown type",
    };
}

using System.Text.Json;

namespace TypedWs.CompilerServices;

// The library's exceptions are not passed on as inner ones: their messages quote the payload.
public ref partial struct JsonValueReader
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

    /// <summary>What to throw where the next value is of another type. Ends this reader.</summary>
    internal PayloadException Unexpected(string expected) => Failure($"expected {expected}, was {Describe(_json.TokenType)}");

    private PayloadException Invalid(string expected) => Failure($"expected {expected}, but the string is none");

    private PayloadException Malformed() => Failure($"malformed JSON at byte {_json.BytesConsumed}");

    private PayloadException TooDeep() => Failure($"nested deeper than {_maxDepth} levels");

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Number => "a number",
        JsonTokenType.String => "a string",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => "nothing",
    };
}

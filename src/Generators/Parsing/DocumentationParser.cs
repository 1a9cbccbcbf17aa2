using System.Linq;
using System.Threading;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace TypedWs.Generators.Parsing;

/// <summary>Takes from the user's XML documentation what generated members say in turn.</summary>
internal sealed class DocumentationParser
{
    private readonly XElement? _root;

    private DocumentationParser(XElement? root) => _root = root;

    /// <summary>The inner XML of the summary, or null.</summary>
    public string? Summary => InnerXml(_root?.Element("summary"));

    public static DocumentationParser Parse(ISymbol symbol, CancellationToken cancellationToken)
    {
        string? xml = symbol.GetDocumentationCommentXml(cancellationToken: cancellationToken);
        if (string.IsNullOrEmpty(xml))
        {
            return new DocumentationParser(null);
        }

        try
        {
            return new DocumentationParser(XElement.Parse(xml!, LoadOptions.PreserveWhitespace));
        }
        catch (XmlException)
        {
            // The compiler warns of it.
            return new DocumentationParser(null);
        }
    }

    /// <summary>The inner XML of a parameter's description, or null.</summary>
    public string? FindParameter(string name)
        => InnerXml(_root?.Elements("param").FirstOrDefault(element => element.Attribute("name")?.Value == name));

    private static bool IsParameterReference(XElement element) => element.Name.LocalName is "paramref" or "typeparamref";

    private static string? InnerXml(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var copy = new XElement(element);
        foreach (XElement reference in copy.Descendants().Where(IsParameterReference).ToList())
        {
            // The parameter is one of the message, not of the member that gets the text.
            reference.ReplaceWith(new XElement("c", reference.Attribute("name")?.Value));
        }

        bool needsOther = copy.Descendants().Any(static descendant => descendant.Name.LocalName is "inheritdoc" or "include");
        string text = string.Concat(copy.Nodes().Select(static node => node.ToString(SaveOptions.DisableFormatting))).Trim();
        return text.Length == 0 || needsOther ? null : text.Replace("\r", string.Empty);
    }
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SmsActivation.Journeys.Browsing;

/// <summary>What a browser does with our pages: keeps cookies, follows redirects, says where a form came
/// from.</summary>
internal sealed partial class Browser(string origin) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(origin),
    };

    public HttpStatusCode Status { get; private set; }
    public string Page { get; private set; } = "";
    public string At { get; private set; } = "";
    public HttpResponseMessage Answer { get; private set; } = new();

    public Task OpenAsync(string path) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>With the hidden token of the page that is open, as a form of it would.</summary>
    public Task PostAsync(string path, params (string Name, string Value)[] fields) =>
        PostFromAsync(origin, path, [.. fields, .. Hidden().Select(match => ("form", match))]);

    public Task PostFromAsync(string from, string path, params (string Name, string Value)[] fields) =>
        SendAsync(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(
                    fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
                ),
            };
            request.Headers.Add("Origin", from);
            return request;
        });

    /// <summary>A form with a file, its fields first; with the hidden token of the page that is open unless one is given.</summary>
    public Task UploadAsync(string path, string file, string fileName, params (string Name, string Value)[] fields) =>
        SendAsync(() =>
        {
            var form = new MultipartFormDataContent();
            if (fields.All(field => field.Name != "form"))
                fields = [.. Hidden().Select(token => ("form", token)), .. fields];
            foreach (var (name, value) in fields)
                form.Add(new StringContent(value), name);
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", fileName);
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
            request.Headers.Add("Origin", origin);
            return request;
        });

    public void Dispose() => _http.Dispose();

    private IEnumerable<string> Hidden() => FormToken().Matches(Page).Take(1).Select(match => match.Groups[1].Value);

    private async Task SendAsync(Func<HttpRequestMessage> make)
    {
        using var request = make();
        Answer = await _http.SendAsync(request);
        At = request.RequestUri!.ToString();
        for (var hops = 0; hops < 5 && (int)Answer.StatusCode is 302 or 303; hops++)
        {
            At = Answer.Headers.Location!.ToString();
            Answer = await _http.GetAsync(At);
        }
        Status = Answer.StatusCode;
        Page = WebUtility.HtmlDecode(await Answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"form\" value=\"([0-9a-f]+)\"")]
    private static partial Regex FormToken();
}

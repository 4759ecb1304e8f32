/// Programs that use the whole language, as readers meet it.
enum Blocks {
  static let all: [String] = [
    #"""
    load lb from "leaderboard.csv"

    lb                                  # a table
    | reject "merge" in tags            # comments become captions in step mode
    | group by every week(created), type
    | plot column x: week, y: n, color: type
    """#,
    #"""
    lb | select model, score, bench_*
    lb | drop tags, base_model
    lb | rename best = score, made = created
    lb | derive it = round(it, 2) for is number
    lb | derive trend = rolling(mean(score), 4 weeks), gap = created - lag(created) along created per author
    lb | sort score desc, model
    lb | agg models = count(), strong = count(if: score > 70), p90 = quantile(score, 0.9)
    lb | dedupe model keep max score
    lb | anti join hub on model == id
    lb | asof join releases on created >= date within 30 days
    lb | union lb_old as source
    lb | group by week(created), type | complete week per type from 2023-01 to 2024-06 fill n = 0
    lb | group by week(created) | smooth n along week using loess(span: 0.4) as trend
    lb | group by week(created), arch | smooth n along week per arch using exponential(half_life: 2 weeks)
    lb | group by month(created), type | pivot type values n in ["chat", "pretrained"] fill 0
    lb | unpivot bench_* into bench, value
    lb | split tags on "," | explode tags as tag | filter not (tag ~ r"^base_model:")
    lb | extract model r"^(?<org>[^/]+)/(?<name>.+)$"
    lb | fill score forward along created per author
    lb | sample 10% per type seed 7
    lb | correlate score, likes, downloads using spearman
    lb | histogram score width 2 per type
    lb | fit linear score on log10(params) per arch
    lb | filter created in 2024-Q1 and "moe" in tags | save "moe.csv"
    lb | expect unique(model), no_nulls(created), score in 0..100 "leaderboard looks wrong"
    """#,
    #"""
    lb | top 10 by score                            # rows
    lb | top 3 by score per type                    # rows within each type
    lb | top 10 author by count()                   # entities: keeps ALL rows of the ten authors
    lb | top 9 arch by count() others "Other"       # same, the rest relabelled instead of removed
    lb | bottom 5 by params with ties
    """#,
    #"""
    param grain:  one of day, week, month = week        "Aggregation level"
    param types:  any of values(lb.type) = all          "Model types"
    param span:   dates = 2023-01..2024-06              "Date range"
    param k:      int in 1..50 = 10                     "How many authors"
    param labels: bool = true                           "Show labels"
    """#,
    #"""
    load lb from "leaderboard.csv"
    param grain: one of day, week, month = week   "Aggregation level"
    param span:  dates = all                      "Date range"
    """#,
    #"""
    lb
    | filter created in span
    | group by every period(created, grain), type
    | derive share = n / sum(n) per period
    | plot column x: period, y: n, color: type       title "New models"
    | plot column x: period, y: share, color: type   title "Share of new models" scale y format percent
    """#,
    #"""
    let busiest = lb
    | filter created in span
    | top 10 author by count()

    busiest
    | plot tile x: created, y: author, color: type
        order y by count() desc
        title "What the ten most active authors published"

    busiest
    | group by author, day(created) agg score = mean(score)
    | plot line x: day, y: score, color: author
        add point size: 1.5, alpha: 0.5
    """#,
    #"""
    lb
    | group by period(created, grain), type agg best = max(score)
    | plot point x: period, y: best, color: type, alpha: 0.4
        add smooth method: "loess", width: 2

    lb
    | group by every day(created), type
    | derive total = cumsum(n) along day per type
    | plot line x: day, y: total, color: type
    """#,
    #"""
    let weekly = lb
    | reject arch is null
    | top 9 arch by count() others "Other"
    | group by every whole week(created), arch
    | derive change = delta(n) along week per arch
    | derive vs_mean = n - mean(n) per week

    weekly | plot area x: week, y: change, color: arch, alpha: 0.6, smooth: "loess", stack: "none"

    weekly
    | plot area x: week, y: vs_mean, color: arch, alpha: 0.6, smooth: "loess", stack: "none"
        add line from (weekly | group by week agg avg = mean(n)) x: week, y: avg, color: "gray", smooth: "loess"
    """#,
    #"""
    param labels: bool = true "Show labels"

    def plain(name) = replace(lower(after(name, "/") ?? name), r"[-_.]", "")

    lb
    | reject merged or "merge" in tags
    | derive family = case {
        plain(model) ~ "llama3" and params == 8   => "Llama 3 8B",
        plain(model) ~ "llama3" and params == 70  => "Llama 3 70B",
        plain(model) ~ "mistral7b"                  => "Mistral 7B",
        plain(model) ~ "phi2"                       => "Phi 2",
        else => null }
    | reject family is null
    | derive day = days(created - first(created)), gain = score - first(score) along created_at per family
    | filter is_record(score) along created_at per family
    | plot line x: day, y: gain, color: family
        add point
        add label text: model, when: labels
        name x "Days since release" name y "Gain over the first model"
    """#,
    #"""
    let releases = rows [
      date, name
      2023-02-24, "LLaMA 1"
      2023-07-18, "Llama 2"
      2023-09-27, "Mistral 7B"
      2024-04-18, "Llama 3"
    ]

    lb
    | filter created in span
    | group by every period(created, grain), arch
    | plot column x: period, y: n, color: arch
        add rule from releases x: date, label: name, dash: true, angle: 90
        title "New models and release dates" scale y from 0
    """#,
    #"""
    hub
    | agg models = count(), zero = fraction(downloads == 0), top1 = top_share(downloads, 1%), gini = gini(downloads)
    | expect zero > 70%, top1 >= 99% "the published claim no longer holds"
    | show

    hub | filter downloads > 0 | ccdf downloads | plot point x: x, y: p scale x log scale y log title "CCDF of downloads"
    hub | lorenz downloads | plot line x: population, y: value add rule slope: 1, dash: true
    hub | filter downloads > 0 | fit powerlaw downloads
    """#,
    #"""
    collab
    | graph summary src -> dst nodes users.login
    | derive isolate_share = isolates / nodes
    | show nodes, edges, reciprocity, isolate_share, max_core

    collab
    | graph src -> dst nodes users.login
    | reject degree == 0
    | group by core
    | plot column x: core, y: n scale y symlog
    """#,
    #"""
    hub
    | group by every whole month(created) agg uploads = count(), mean_size = mean(size)
    | plot column x: month, y: uploads
    | plot line x: month, y: mean_size scale y log format bytes

    hub
    | group by author agg downloads = sum(downloads)
    | top 20 by downloads
    | plot point x: downloads, y: author scale x log order y by max(downloads) desc

    hub
    | left join orgs on author == name one
    | group by kind = kind ?? "person"
    | plot pie value: n, color: kind
    """#,
  ]
}

"""Pure text analysis of news: articles go in, stories, summaries and quotes come out."""

package io.gemello.alert;

import io.gemello.api.access.Subject;
import java.time.Duration;

/** What a person wants of an alert. @param time for shelving; null for anything else */
record AlertAction(String alert, AlertEvent event, Duration time, String comment, Subject who) {}

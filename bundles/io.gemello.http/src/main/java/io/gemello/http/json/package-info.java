/** JSON at the door: strict where it comes in, forgiving where it goes out. */
package io.gemello.http.json;
